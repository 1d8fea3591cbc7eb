"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type * as contract from "#server/domain/canned-responses/contract.ts";
import type { CannedResponse } from "#server/domain/canned-responses/contract.ts";
import { settingsKeys } from "./account-keys.ts";
import { api } from "./api.ts";
import { endpoint } from "./endpoint.ts";
import { useAccountCache } from "./use-account-cache.ts";

const listCannedResponses = endpoint<typeof contract.listCannedResponses>(
  "GET",
  "/api/v1/accounts/{account_id}/canned_responses",
);

/** Texts that are sent often, the best match first. @param search  part of a short code or of the text; "" for all */
export function useCannedResponses(search: string) {
  const { accountId } = useAccountCache();
  return useQuery({
    queryKey: [...settingsKeys.list(accountId, "CannedResponse"), search],
    queryFn: ({ signal }): Promise<CannedResponse[]> =>
      api(listCannedResponses, { account_id: accountId, ...(search && { search }) }, { signal }),
    placeholderData: keepPreviousData,
  });
}
