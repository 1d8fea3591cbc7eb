"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type * as contract from "#server/domain/messages/contract.ts";
import type { Message } from "#server/domain/messages/contract.ts";
import type { AccountCache } from "./account-cache.ts";
import { api } from "./api.ts";
import { conversationKeys } from "./conversation-keys.ts";
import { endpoint } from "./endpoint.ts";
import {
  endPage,
  MESSAGES_PER_PAGE,
  messagesOf,
  NEWER_MESSAGES_PER_PAGE,
  newerCursor,
  olderCursor,
  type ThreadCursor,
  type ThreadPage,
} from "./message-pages.ts";
import { patchMessage } from "./patch-message.ts";
import { useAccountCache } from "./use-account-cache.ts";

const listMessages = endpoint<typeof contract.listMessages>(
  "GET",
  "/api/v1/accounts/{account_id}/conversations/{conversation_id}/messages",
);
const remove = endpoint<typeof contract.deleteMessage>(
  "DELETE",
  "/api/v1/accounts/{account_id}/conversations/{conversation_id}/messages/{message_id}",
);
const retry = endpoint<typeof contract.retryMessage>(
  "POST",
  "/api/v1/accounts/{account_id}/conversations/{conversation_id}/messages/{message_id}/retry",
);
const edit = endpoint<typeof contract.editMessage>(
  "PATCH",
  "/api/v1/accounts/{account_id}/conversations/{conversation_id}/messages/{message_id}/edit_content",
);

/** A thread as the cache holds it; the server's first paint writes the same. */
export function threadOptions(accountId: number, conversationId: number, anchor: number | null) {
  return {
    queryKey: conversationKeys.thread(accountId, conversationId, anchor),
    queryFn: ({ pageParam, signal }: { pageParam: ThreadCursor; signal: AbortSignal }) =>
      fetchThreadPage({ account_id: accountId, conversation_id: conversationId }, pageParam, signal),
    initialPageParam: (anchor === null ? { at: "end" } : { around: anchor }) as ThreadCursor,
    getNextPageParam: (oldest: ThreadPage) => olderCursor(oldest),
    getPreviousPageParam: (newest: ThreadPage) => newerCursor(newest),
  };
}

/**
 * A thread, oldest first, 20 messages at a time. `fetchNextPage` loads older ones, `fetchPreviousPage` newer ones (only in a
 * thread that was opened at a message). What waits to be sent is not in it: `usePendingMessages`.
 *
 * @param anchor  id of the message to open at; null for the end
 */
export function useThread(conversationId: number, anchor: number | null = null) {
  const { accountId } = useAccountCache();
  const query = useInfiniteQuery(threadOptions(accountId, conversationId, anchor));
  const messages = useMemo(() => (query.data ? messagesOf(query.data) : []), [query.data]);
  return { ...query, messages };
}

/** What names a message to the server. Ids of conversations are display ids. */
type MessagePath = Pick<Message, "id" | "conversation_id">;

/** Deletes a message for everybody the channel can reach. */
export async function deleteMessage(cache: AccountCache, message: MessagePath): Promise<void> {
  patchMessage(cache, await api(remove, pathOf(cache, message)));
}

/** Sends a failed message once more. */
export async function retryMessage(cache: AccountCache, message: MessagePath): Promise<void> {
  patchMessage(cache, await api(retry, pathOf(cache, message)));
}

/** Changes the text of a message that was sent. */
export async function editMessage(cache: AccountCache, message: MessagePath, content: string): Promise<void> {
  patchMessage(cache, await api(edit, { ...pathOf(cache, message), content }));
}

async function fetchThreadPage(
  path: { account_id: number; conversation_id: number },
  cursor: ThreadCursor,
  signal: AbortSignal,
): Promise<ThreadPage> {
  const ask = async (cursors: { before?: number; after?: number; around?: number }) =>
    (await api(listMessages, { ...path, ...cursors }, { signal })).payload;
  if ("after" in cursor) {
    const messages = await ask({ after: cursor.after });
    return { messages, hasOlder: true, hasNewer: messages.length >= NEWER_MESSAGES_PER_PAGE };
  }
  if ("around" in cursor) {
    const messages = await ask({ around: cursor.around });
    const at = messages.findIndex(({ id }) => id === cursor.around);
    // Of a message that is not there nobody knows how many came from which side; the next page tells.
    if (at < 0) return { messages, hasOlder: true, hasNewer: true };
    return { messages, hasOlder: at >= MESSAGES_PER_PAGE, hasNewer: messages.length - at >= MESSAGES_PER_PAGE };
  }
  if ("before" in cursor) return { ...endPage(await ask({ before: cursor.before })), hasNewer: true };
  return endPage(await ask({}));
}

const pathOf = ({ accountId }: AccountCache, message: MessagePath) => ({
  account_id: accountId,
  conversation_id: message.conversation_id,
  message_id: message.id,
});
