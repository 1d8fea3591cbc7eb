import type { Conversation } from "#server/domain/conversations/contract.ts";
import type { Message } from "#server/domain/messages/contract.ts";
import type { AccountCache } from "./account-cache.ts";
import { conversationKeys } from "./conversation-keys.ts";
import { mapConversations } from "./conversation-pages.ts";
import { knowledgeOf, learnMessage, newestMessage, withMessage } from "./knowledge.ts";
import { placeMessage, type ThreadPages } from "./message-pages.ts";
import { type OutboxItem, withoutConfirmed } from "./outbox-item.ts";
import { patchLists } from "./patch-conversation.ts";

/** Puts a state of a message into its thread and the previews, and takes what it confirms out of the outbox. */
export function patchMessage(cache: AccountCache, message: Message): void {
  const { client, accountId } = cache;
  const knowledge = knowledgeOf(client, accountId);
  learnMessage(knowledge, message);
  const newest = newestMessage(knowledge, message);
  const threads = client.getQueriesData<ThreadPages>({
    queryKey: conversationKeys.threadsOf(accountId, message.conversation_id),
  });
  for (const [key, pages] of threads) {
    const next = pages && placeMessage(pages, newest);
    if (next && next !== pages) client.setQueryData(key, next);
  }
  patchLists(cache, (pages) => mapConversations(pages, (row) => withMessage(row, newest)));
  client.setQueryData<Conversation>(
    conversationKeys.detail(accountId, message.conversation_id),
    (held) => held && withMessage(held, newest),
  );
  client.setQueryData<readonly OutboxItem[]>(
    conversationKeys.outbox(accountId),
    (items) => items && withoutConfirmed(items, message.echo_id),
  );
}
