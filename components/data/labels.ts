"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type * as contract from "#server/domain/labels/contract.ts";
import type { Label } from "#server/domain/labels/contract.ts";
import { settingsKeys } from "./account-keys.ts";
import { api } from "./api.ts";
import { endpoint } from "./endpoint.ts";
import { useAccountCache } from "./use-account-cache.ts";

const listLabels = endpoint<typeof contract.listLabels>("GET", "/api/v1/accounts/{account_id}/labels");

/** Labels of the account, by title. */
export function useLabels() {
  const { accountId } = useAccountCache();
  return useQuery({
    queryKey: settingsKeys.list(accountId, "Label"),
    queryFn: async ({ signal }): Promise<Label[]> =>
      (await api(listLabels, { account_id: accountId }, { signal })).payload,
  });
}

/**
 * Titles to choose from, in alphabetical order.
 *
 * @param extra  titles that are offered as well: a conversation may carry some that are no label of the account (contract, conversations §5)
 */
export function useLabelTitles(extra: readonly string[] = []): string[] {
  const { data } = useLabels();
  return useMemo(
    () => [...new Set([...(data ?? []).map((label) => label.title), ...extra])].sort((a, b) => a.localeCompare(b)),
    [data, extra],
  );
}
