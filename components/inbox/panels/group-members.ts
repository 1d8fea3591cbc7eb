"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { contactKeys } from "#components/data/account-keys.ts";
import { api } from "#components/data/api.ts";
import { endpoint } from "#components/data/endpoint.ts";
import { useAccountCache } from "#components/data/use-account-cache.ts";
import type * as contract from "#server/domain/groups/contract.ts";

const listGroupMembers = endpoint<typeof contract.listGroupMembers>(
  "GET",
  "/api/v1/accounts/{account_id}/contacts/{id}/group_members",
);

/** Few enough for the first look, enough that large groups do not take a hundred questions. */
const PER_PAGE = 50;

/** How many are in a group, and what our own number is there. */
export interface GroupFacts {
  count: number;
  isOwnAdmin: boolean;
  ownPhone: string | null;
}

/** Facts of a group, from the first page of its members; null while loading and for a person (`contactId` null). */
export function useGroup(contactId: number | null): GroupFacts | null {
  const { meta } = useGroupMembers(contactId, "");
  return meta ? { count: meta.total_count, isOwnAdmin: meta.is_inbox_admin, ownPhone: meta.inbox_phone_number } : null;
}

/**
 * Members of a group, 50 at a time: our own number first, then admins.
 *
 * @param contactId  the group; null asks nothing
 * @param words      part of a name or number
 */
export function useGroupMembers(contactId: number | null, words: string) {
  const { accountId } = useAccountCache();
  const wanted = words.trim();
  const query = useInfiniteQuery({
    queryKey: [...contactKeys.group(accountId, contactId ?? 0), "members", wanted],
    queryFn: ({ pageParam, signal }) =>
      api(
        listGroupMembers,
        {
          account_id: accountId,
          id: contactId ?? 0,
          page: pageParam,
          per_page: PER_PAGE,
          ...(wanted !== "" && { q: wanted }),
        },
        { signal },
      ),
    initialPageParam: 1,
    getNextPageParam: (last) =>
      last.meta.page * last.meta.per_page < last.meta.total_count ? last.meta.page + 1 : undefined,
    enabled: contactId !== null,
    // While a search runs, what was found before stays; never the members of another group.
    placeholderData: (held, before) => (before?.meta?.groupId === contactId ? held : undefined),
    meta: { groupId: contactId },
  });
  const members = useMemo(() => {
    const byId = new Map(query.data?.pages.flatMap((page) => page.payload).map((member) => [member.id, member]));
    return [...byId.values()];
  }, [query.data]);
  return { ...query, members, meta: query.data?.pages[0]?.meta };
}
