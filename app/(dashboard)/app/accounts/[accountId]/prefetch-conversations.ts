import type { QueryClient } from "@tanstack/react-query";
import { inboxKeys } from "#components/data/account-keys.ts";
import { freshCounts } from "#components/data/conversation-counts.ts";
import { toListQuery } from "#components/data/conversation-filter.ts";
import { conversationKeys } from "#components/data/conversation-keys.ts";
import { pageOf } from "#components/data/conversation-pages.ts";
import { endPage } from "#components/data/message-pages.ts";
import { createQueryClient } from "#components/data/query-client.ts";
import type { Address } from "#components/inbox/address.ts";
import { getConversation } from "#server/domain/conversations/queries/get-conversation.ts";
import { listConversations } from "#server/domain/conversations/queries/list-conversations.ts";
import { listInboxes } from "#server/domain/inboxes/list-inboxes.ts";
import { listMessages } from "#server/domain/messages/queries/list-messages.ts";
import { isAppError } from "#server/platform/app-error.ts";
import type { AccountContext } from "#server/platform/context.ts";

/** Reads for the first paint what the browser would ask for, and lays it where the browser will look. */
export async function prefetchConversations(ctx: AccountContext, address: Address): Promise<QueryClient> {
  const cache = createQueryClient();
  await Promise.all([
    prefetchList(cache, ctx, address),
    prefetchInboxes(cache, ctx),
    prefetchThread(cache, ctx, address),
  ]);
  return cache;
}

async function prefetchList(cache: QueryClient, ctx: AccountContext, { filter }: Address): Promise<void> {
  const { data } = await listConversations(ctx, { status: "open", page: 1, ...toListQuery(filter) });
  cache.setQueryData(conversationKeys.list(ctx.accountId, filter), { pages: [pageOf(data.payload)], pageParams: [1] });
  cache.setQueryData(conversationKeys.counts(ctx.accountId, filter), freshCounts(data.meta, data.payload));
}

async function prefetchInboxes(cache: QueryClient, ctx: AccountContext): Promise<void> {
  cache.setQueryData(inboxKeys.list(ctx.accountId), (await listInboxes(ctx)).payload);
}

/** What may not be seen or does not exist is left out: the browser asks and says so. */
async function prefetchThread(
  cache: QueryClient,
  ctx: AccountContext,
  { conversationId, messageId }: Address,
): Promise<void> {
  if (conversationId === null) return;
  try {
    const [conversation, thread] = await Promise.all([
      getConversation(ctx, { conversation_id: conversationId }),
      messageId === null ? listMessages(ctx, { conversation_id: conversationId }) : null,
    ]);
    cache.setQueryData(conversationKeys.detail(ctx.accountId, conversationId), conversation);
    if (!thread) return;
    cache.setQueryData(conversationKeys.thread(ctx.accountId, conversationId, null), {
      pages: [endPage(thread.payload)],
      pageParams: [{ at: "end" }],
    });
  } catch (error) {
    if (!isAppError(error)) throw error;
  }
}
