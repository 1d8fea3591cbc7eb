"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import type { z } from "zod";
import type * as contract from "#server/domain/inboxes/contract/connection.ts";
import type { InboxHealth } from "#server/domain/inboxes/contract/connection.ts";
import { inboxKeys } from "./account-keys.ts";
import { api } from "./api.ts";
import { type EndpointResult, endpoint } from "./endpoint.ts";
import type { ChannelInput } from "./manage-inboxes.ts";
import { useAccountCache } from "./use-account-cache.ts";

export type Checks = EndpointResult<typeof contract.checkInbox>["checks"];
export type FailedEvent = z.infer<typeof contract.failedInboundEvent>;

const getHealth = endpoint<typeof contract.getInboxHealth>(
  "GET",
  "/api/v1/accounts/{account_id}/inboxes/{id}/connection_health",
);
const checkOne = endpoint<typeof contract.checkInbox>("POST", "/api/v1/accounts/{account_id}/inboxes/{id}/check");
const checkNew = endpoint<typeof contract.checkNewInbox>("POST", "/api/v1/accounts/{account_id}/inboxes/check");
const subscribe = endpoint<typeof contract.subscribeInbox>(
  "POST",
  "/api/v1/accounts/{account_id}/inboxes/{id}/subscribe",
);
const connect = endpoint<typeof contract.setupChannelProvider>(
  "POST",
  "/api/v1/accounts/{account_id}/inboxes/{id}/setup_channel_provider",
);
const disconnect = endpoint<typeof contract.disconnectChannelProvider>(
  "POST",
  "/api/v1/accounts/{account_id}/inboxes/{id}/disconnect_channel_provider",
);
const listFailed = endpoint<typeof contract.listFailedEvents>(
  "GET",
  "/api/v1/accounts/{account_id}/inboxes/{id}/failed_events",
);
const processFailed = endpoint<typeof contract.processFailedEvents>(
  "POST",
  "/api/v1/accounts/{account_id}/inboxes/{id}/failed_events/process",
);

/**
 * The health card. Changes of the line come as events; traffic does not, so it is asked again every 20 s while it is on the
 * screen, and every 3 s while the first message is awaited.
 *
 * @param options.calm  every 30 s is enough, as in a list
 */
export function useInboxHealth(id: number, options: { enabled?: boolean; calm?: boolean } = {}) {
  const { accountId } = useAccountCache();
  return useQuery({
    queryKey: inboxKeys.health(accountId, id),
    queryFn: ({ signal }): Promise<InboxHealth> => api(getHealth, { account_id: accountId, id }, { signal }),
    enabled: options.enabled ?? true,
    refetchInterval: ({ state }) => (options.calm ? 30_000 : state.data?.state === "waiting" ? 3000 : 20_000),
  });
}

/** Webhook bodies that could not be applied, newest first, 50 at most. */
export function useFailedEvents(id: number, enabled = true) {
  const { accountId } = useAccountCache();
  return useQuery({
    queryKey: inboxKeys.failed(accountId, id),
    queryFn: async ({ signal }): Promise<FailedEvent[]> =>
      (await api(listFailed, { account_id: accountId, id }, { signal })).payload,
    enabled,
    refetchInterval: 20_000,
  });
}

/** Tests settings that no inbox has yet. The provider is asked, so an answer may take half a minute. */
export function useCheckNewInbox() {
  const { accountId } = useAccountCache();
  return useMutation({
    mutationFn: async (channel: ChannelInput): Promise<Checks> =>
      (await api(checkNew, { account_id: accountId, channel: { ...channel } }, { timeout: 60_000 })).checks,
  });
}

export const useCheckInbox = (id: number) =>
  useConnectionAct(id, async (account_id) => (await api(checkOne, { account_id, id }, { timeout: 60_000 })).checks);

/** Sets our webhook at the provider again. */
export const useSubscribeInbox = (id: number) =>
  useConnectionAct(id, (account_id) => api(subscribe, { account_id, id }, { timeout: 60_000 }));

/** Starts linking a phone, or looks how the line is; the code to scan, or the one to type, appears in the inbox. */
export const useConnectInbox = (id: number) =>
  useConnectionAct(id, (account_id, how: { method: "pairing_code" } | undefined) =>
    api(connect, { account_id, id, ...how }, { timeout: 60_000 }),
  );

/** Unlinks the phone. */
export const useDisconnectInbox = (id: number) =>
  useConnectionAct(id, (account_id) => api(disconnect, { account_id, id }, { timeout: 60_000 }));

/** Applies failed bodies again: those named, or all. */
export const useProcessFailedEvents = (id: number) =>
  useConnectionAct(id, (account_id, eventIds: number[] | undefined) =>
    api(processFailed, { account_id, id, event_ids: eventIds }),
  );

/** Whatever came of it, the card and the list say it. */
function useConnectionAct<Input, Output>(id: number, act: (accountId: number, input: Input) => Promise<Output>) {
  const { client, accountId } = useAccountCache();
  return useMutation({
    mutationKey: ["inbox", id],
    mutationFn: (input: Input) => act(accountId, input),
    onSettled: () => client.invalidateQueries({ queryKey: inboxKeys.all(accountId) }),
  });
}
