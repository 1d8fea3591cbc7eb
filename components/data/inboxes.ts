"use client";

import { useQuery } from "@tanstack/react-query";
import type * as contract from "#server/domain/inboxes/contract.ts";
import type { Inbox } from "#server/domain/inboxes/contract.ts";
import { inboxKeys } from "./account-keys.ts";
import { api } from "./api.ts";
import { endpoint } from "./endpoint.ts";
import { useAccountCache } from "./use-account-cache.ts";

const listInboxes = endpoint<typeof contract.listInboxes>("GET", "/api/v1/accounts/{account_id}/inboxes");

/** Inboxes that the viewer may see. */
export function useInboxes() {
  const { accountId } = useAccountCache();
  return useQuery({
    queryKey: inboxKeys.list(accountId),
    queryFn: async ({ signal }): Promise<Inbox[]> =>
      (await api(listInboxes, { account_id: accountId }, { signal })).payload,
  });
}

/** One of them; undefined while loading and when there is none. */
export function useInbox(id: number | undefined): Inbox | undefined {
  return useInboxes().data?.find((inbox) => inbox.id === id);
}
