import type { QueryKey } from "@tanstack/react-query";
import type { Conversation } from "#server/domain/conversations/contract.ts";
import type { AccountCache } from "./account-cache.ts";
import { type Changed, type CountableEvent, type CountsState, countEvent } from "./conversation-counts.ts";
import { type ConversationFilter, type ConversationScope, isUnattended } from "./conversation-filter.ts";
import { conversationKeys } from "./conversation-keys.ts";
import { type ConversationPages, placeConversation, removeConversation } from "./conversation-pages.ts";
import { findConversation } from "./conversations.ts";
import { knowledgeOf, learnContact, withNewestParts } from "./knowledge.ts";

interface ConversationNews {
  conversation: Conversation;
  changed?: Changed;
  isCreation?: boolean;
}

/** Puts a state of a conversation into lists, counts and its own entry. */
export function patchConversation(cache: AccountCache, news: ConversationNews): void {
  const { id, revision } = news.conversation;
  const knowledge = knowledgeOf(cache.client, cache.accountId);
  learnContact(knowledge, news.conversation.meta.sender);
  patchCounts(cache, { id, revision, ...news });
  if (revision < (knowledge.conversations.get(id) ?? 0)) return;
  knowledge.conversations.set(id, revision);
  const conversation = withNewestParts(knowledge, news.conversation);
  patchLists(cache, (pages, filter) => placeConversation(pages, { filter, me: cache.me, conversation }));
  cache.client.setQueryData<Conversation>(conversationKeys.detail(cache.accountId, id), (held) =>
    held && held.revision <= revision ? conversation : held,
  );
}

/** Takes a deleted conversation out of lists and counts, for good. */
export function removeConversationEverywhere(cache: AccountCache, id: number, changed: Changed): void {
  const { client, accountId } = cache;
  knowledgeOf(client, accountId).conversations.set(id, Number.POSITIVE_INFINITY);
  patchCounts(cache, { id, revision: Number.POSITIVE_INFINITY, conversation: null, changed });
  patchLists(cache, (pages) => removeConversation(pages, id));
  client.removeQueries({ queryKey: conversationKeys.threadsOf(accountId, id) });
  client.setQueryData(conversationKeys.detail(accountId, id), (held: Conversation | null | undefined) => held && null);
}

/** Changes every list of the account that is held. */
export function patchLists(
  { client, accountId }: AccountCache,
  change: (pages: ConversationPages, filter: ConversationFilter) => ConversationPages,
): void {
  for (const [key, pages] of client.getQueriesData<ConversationPages>({
    queryKey: conversationKeys.lists(accountId),
  })) {
    const next = pages && change(pages, lastOf<ConversationFilter>(key));
    if (next && next !== pages) client.setQueryData(key, next);
  }
}

function patchCounts(cache: AccountCache, event: CountableEvent): void {
  const { client, accountId, me } = cache;
  for (const [key, state] of client.getQueriesData<CountsState>({ queryKey: conversationKeys.allCounts(accountId) })) {
    const scope = lastOf<ConversationScope>(key);
    if (scope.type) {
      const isElsewhere = changesMembership(event) || (scope.type === "unattended" && changesAttention(cache, event));
      if (isElsewhere) void client.invalidateQueries({ queryKey: key });
      continue;
    }
    const next = state && countEvent(state, { scope, me }, event);
    if (next && next !== state) client.setQueryData(key, next);
  }
}

/** Might it be in another list now? Messages alone move nothing in or out. */
const changesMembership = ({ changed = {}, conversation, isCreation }: CountableEvent): boolean =>
  isCreation === true ||
  conversation === null ||
  Object.keys(changed).some((field) => field !== "unread_messages_count");

/** Might somebody wait for an answer now, or no longer? Of what no list holds nobody knows. */
function changesAttention({ client, accountId }: AccountCache, { id, conversation }: CountableEvent): boolean {
  const held = findConversation(client, accountId, id);
  return !held || !conversation || isUnattended(held) !== isUnattended(conversation);
}

/** Filters are the last part of their key. */
const lastOf = <T>(key: QueryKey): T => key.at(-1) as T;
