"use client";

import { useEffect } from "react";
import type { Counts } from "#components/data/conversation-counts.ts";
import type { ConversationFilter } from "#components/data/conversation-filter.ts";
import { conversationKeys } from "#components/data/conversation-keys.ts";
import { fetchCounts, type useConversationList } from "#components/data/conversations.ts";
import { useAccountCache } from "#components/data/use-account-cache.ts";

const PATIENCE_MS = 2_000;

/** A count equals the list it opens: where the whole list is loaded and the two differ for a while, the counts are asked for anew. */
export function useMatchingCounts(
  filter: ConversationFilter,
  list: ReturnType<typeof useConversationList>,
  counts: Counts | undefined,
): void {
  const { client, accountId } = useAccountCache();
  const isWhole = list.data !== undefined && !list.hasNextPage && !list.isFetching;
  const counted =
    counts && { me: counts.mine_count, unassigned: counts.unassigned_count, all: counts.all_count }[filter.assignee];
  const differs = isWhole && counted !== undefined && counted !== list.rows.length;
  const rowCount = list.rows.length;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new pair of numbers gets its own patience
  useEffect(() => {
    if (!differs) return;
    const timer = setTimeout(() => {
      void client.fetchQuery({
        queryKey: conversationKeys.counts(accountId, filter),
        queryFn: ({ signal }) => fetchCounts({ client, accountId }, filter, signal),
        staleTime: 0,
      });
    }, PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [differs, counted, rowCount, client, accountId, filter]);
}
