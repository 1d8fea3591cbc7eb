"use client";

import { type QueryClient, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type * as contract from "#server/domain/conversations/contract.ts";
import type { Conversation } from "#server/domain/conversations/contract.ts";
import type { AccountCache } from "./account-cache.ts";
import { api } from "./api.ts";
import { type Counts, type CountsState, freshCounts } from "./conversation-counts.ts";
import { type ConversationFilter, type ConversationScope, toListQuery } from "./conversation-filter.ts";
import { conversationKeys } from "./conversation-keys.ts";
import { type ConversationPage, type ConversationPages, nextPageNumber, pageOf, rowsOf } from "./conversation-pages.ts";
import { endpoint } from "./endpoint.ts";
import { learnRevisions } from "./knowledge.ts";
import { useAccountCache } from "./use-account-cache.ts";

const listConversations = endpoint<typeof contract.listConversations>(
  "GET",
  "/api/v1/accounts/{account_id}/conversations",
);
const conversationsMeta = endpoint<typeof contract.conversationsMeta>(
  "GET",
  "/api/v1/accounts/{account_id}/conversations/meta",
);
const getConversation = endpoint<typeof contract.getConversation>(
  "GET",
  "/api/v1/accounts/{account_id}/conversations/{conversation_id}",
);

/** A list as the cache holds it; the server's first paint writes the same. */
export function conversationListOptions(
  { client, accountId }: Pick<AccountCache, "client" | "accountId">,
  filter: ConversationFilter,
) {
  return {
    queryKey: conversationKeys.list(accountId, filter),
    queryFn: async ({ pageParam, signal }: { pageParam: number; signal: AbortSignal }): Promise<ConversationPage> => {
      const input = { account_id: accountId, page: pageParam, ...toListQuery(filter) };
      const { data } = await api(listConversations, input, { signal });
      learnRevisions(client, accountId, data.payload);
      if (pageParam === 1)
        client.setQueryData(conversationKeys.counts(accountId, filter), freshCounts(data.meta, data.payload));
      return pageOf(data.payload);
    },
    initialPageParam: 1,
    getNextPageParam: (_last: ConversationPage, pages: ConversationPage[], _page: number, numbers: number[]) =>
      nextPageNumber(pages, numbers),
  };
}

/** The conversations of a list, in order, fetched 25 at a time. Realtime keeps them true. */
export function useConversationList(filter: ConversationFilter) {
  const cache = useAccountCache();
  const query = useInfiniteQuery(conversationListOptions(cache, filter));
  const rows = useMemo(() => (query.data ? rowsOf(query.data) : []), [query.data]);
  return { ...query, rows };
}

/** Counts of the tabs of a scope. They come along with its list; undefined until one was fetched. */
export function useConversationCounts(scope: ConversationScope): Counts | undefined {
  const { client, accountId } = useAccountCache();
  const { data } = useQuery({
    queryKey: conversationKeys.counts(accountId, scope),
    queryFn: ({ signal }) => fetchCounts({ client, accountId }, scope, signal),
    enabled: false,
    select: (state: CountsState) => state.counts,
  });
  return data;
}

/** Asks for the counts alone: when events cannot tell them. The rows in sight are what the new counts know of. */
export async function fetchCounts(
  { client, accountId }: Pick<AccountCache, "client" | "accountId">,
  scope: ConversationScope,
  signal?: AbortSignal,
): Promise<CountsState> {
  const { meta } = await api(
    conversationsMeta,
    { account_id: accountId, ...toListQuery({ ...scope, assignee: "all", sort: "last_activity_at_desc" }) },
    { signal },
  );
  return freshCounts(meta, heldConversations(client, accountId));
}

/**
 * One conversation; at once when a list shows it. `null` after it was deleted.
 *
 * @param isAsked  false: only what is already known, without asking the server
 */
export function useConversation(id: number, { isAsked = true }: { isAsked?: boolean } = {}) {
  const { client, accountId } = useAccountCache();
  return useQuery<Conversation | null>({
    queryKey: conversationKeys.detail(accountId, id),
    queryFn: ({ signal }) => api(getConversation, { account_id: accountId, conversation_id: id }, { signal }),
    initialData: () => findConversation(client, accountId, id),
    enabled: isAsked,
  });
}

/** The newest state of a conversation that the cache holds. */
export function findConversation(client: QueryClient, accountId: number, id: number): Conversation | undefined {
  const detail = client.getQueryData<Conversation | null>(conversationKeys.detail(accountId, id));
  const listed = heldConversations(client, accountId).find((row) => row.id === id);
  return detail && (!listed || detail.revision >= listed.revision) ? detail : listed;
}

/** Every conversation that some list holds, each in its newest state. */
export function heldConversations(client: QueryClient, accountId: number): Conversation[] {
  const newest = new Map<number, Conversation>();
  for (const [, pages] of client.getQueriesData<ConversationPages>({ queryKey: conversationKeys.lists(accountId) })) {
    for (const row of pages ? rowsOf(pages) : []) {
      const held = newest.get(row.id);
      if (!held || held.revision < row.revision) newest.set(row.id, row);
    }
  }
  return [...newest.values()];
}
