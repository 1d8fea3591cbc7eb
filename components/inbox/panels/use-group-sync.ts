"use client";

import { useEffect } from "react";
import { api } from "#components/data/api.ts";
import { ApiError } from "#components/data/api-error.ts";
import { endpoint } from "#components/data/endpoint.ts";
import type { Conversation } from "#server/domain/conversations/contract.ts";
import type * as contract from "#server/domain/groups/contract.ts";
import { number } from "../thread/bubble/message-attributes.ts";

const syncGroup = endpoint<typeof contract.syncGroup>("POST", "/api/v1/accounts/{account_id}/contacts/{id}/sync_group");

/** The server reads a group no more often (contract, groups §4); asking would be for nothing. */
const FRESH_MS = 15 * 60_000;

/** Has a group read from its provider when its conversation is opened. What is new arrives as events. */
export function useGroupSync({ account_id, group_type, meta: { sender } }: Conversation): void {
  const { id, additional_attributes: attributes } = sender;
  const isStale = Date.now() - (number(attributes.group_last_synced_at) ?? 0) * 1000 > FRESH_MS;
  const isDue = group_type === "group" && attributes.group_left !== true && isStale;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each group that is opened
  useEffect(() => {
    if (!isDue) return;
    api(syncGroup, { account_id, id }).catch((error: unknown) => {
      // What is known stays on the screen, with the time it was read; the next opening asks again.
      if (!(error instanceof ApiError)) throw error;
    });
  }, [account_id, id]);
}
