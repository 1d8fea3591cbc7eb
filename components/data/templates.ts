"use client";

import { useQuery } from "@tanstack/react-query";
import type * as contract from "#server/domain/inboxes/contract/templates.ts";
import type { MessageTemplate } from "#server/domain/inboxes/contract/templates.ts";
import { inboxKeys } from "./account-keys.ts";
import { api } from "./api.ts";
import { endpoint } from "./endpoint.ts";
import { useAccountCache } from "./use-account-cache.ts";

const listTemplates = endpoint<typeof contract.listTemplates>(
  "GET",
  "/api/v1/accounts/{account_id}/inboxes/{id}/message_templates",
);

/** Templates of an inbox, as the provider has them now. */
export function useTemplates(inboxId: number) {
  const { accountId } = useAccountCache();
  return useQuery({
    queryKey: inboxKeys.templates(accountId, inboxId),
    queryFn: async ({ signal }): Promise<MessageTemplate[]> =>
      (await api(listTemplates, { account_id: accountId, id: inboxId }, { signal })).payload,
    staleTime: 60_000,
  });
}
