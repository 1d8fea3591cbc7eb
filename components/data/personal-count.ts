"use client";

import { useQuery } from "@tanstack/react-query";
import type { CountsState } from "./conversation-counts.ts";
import type { ConversationScope, PersonalType } from "./conversation-filter.ts";
import { conversationKeys } from "./conversation-keys.ts";
import { fetchCounts } from "./conversations.ts";
import { useAccountCache } from "./use-account-cache.ts";

/** How many open conversations are in a list of one's own: what that list counts when it is opened. 0 until it is known. */
export function usePersonalCount(type: PersonalType): number {
  const { client, accountId } = useAccountCache();
  const scope: ConversationScope = { status: "open", type };
  const { data = 0 } = useQuery({
    queryKey: conversationKeys.counts(accountId, scope),
    queryFn: ({ signal }) => fetchCounts({ client, accountId }, scope, signal),
    select: (state: CountsState) => state.counts.all_count,
  });
  return data;
}
