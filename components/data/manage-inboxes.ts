"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import type { Agent } from "#server/domain/accounts/contract/agent.ts";
import type * as connection from "#server/domain/inboxes/contract/connection.ts";
import type { AvailableChannel } from "#server/domain/inboxes/contract/connection.ts";
import type * as membership from "#server/domain/inboxes/contract/members.ts";
import type * as contract from "#server/domain/inboxes/contract.ts";
import type { Inbox } from "#server/domain/inboxes/contract.ts";
import { inboxKeys } from "./account-keys.ts";
import { api } from "./api.ts";
import { endpoint } from "./endpoint.ts";
import { useAccountCache } from "./use-account-cache.ts";

/** What the set-up form filled in: `key` names the channel. */
export interface ChannelInput {
  key: string;
  settings: Record<string, string>;
}

/** What an inbox can be told beside its channel's settings. */
export type InboxChange = Partial<Pick<Inbox, "name" | "lock_to_single_conversation">> & {
  channel?: { settings: Record<string, string> };
};

const listChannels = endpoint<typeof connection.listAvailableChannels>(
  "GET",
  "/api/v1/accounts/{account_id}/inboxes/available_channels",
);
const getInbox = endpoint<typeof contract.getInbox>("GET", "/api/v1/accounts/{account_id}/inboxes/{id}");
const createInbox = endpoint<typeof contract.createInbox>("POST", "/api/v1/accounts/{account_id}/inboxes");
const updateInbox = endpoint<typeof contract.updateInbox>("PATCH", "/api/v1/accounts/{account_id}/inboxes/{id}");
const deleteInbox = endpoint<typeof contract.deleteInbox>("DELETE", "/api/v1/accounts/{account_id}/inboxes/{id}");
const listMembers = endpoint<typeof membership.listInboxMembers>(
  "GET",
  "/api/v1/accounts/{account_id}/inbox_members/{inbox_id}",
);
const setMembers = endpoint<typeof membership.setInboxMembers>("PATCH", "/api/v1/accounts/{account_id}/inbox_members");

/** Channels that an inbox can be made of, with the fields of their forms. Administrators only. */
export function useAvailableChannels() {
  const { accountId } = useAccountCache();
  return useQuery({
    queryKey: inboxKeys.channels(accountId),
    queryFn: async ({ signal }): Promise<AvailableChannel[]> =>
      (await api(listChannels, { account_id: accountId }, { signal })).payload,
  });
}

/**
 * One inbox as it is now, whether or not the list is loaded.
 *
 * @param pollMs  asks again after so many milliseconds, for what no event tells in time
 */
export function useInboxDetail(id: number, pollMs: number | false = false) {
  const { accountId } = useAccountCache();
  return useQuery({
    queryKey: inboxKeys.detail(accountId, id),
    queryFn: ({ signal }): Promise<Inbox> => api(getInbox, { account_id: accountId, id }, { signal }),
    refetchInterval: pollMs,
  });
}

/** Who answers in an inbox. */
export function useInboxMembers(inboxId: number, enabled = true) {
  const { accountId } = useAccountCache();
  return useQuery({
    queryKey: inboxKeys.members(accountId, inboxId),
    queryFn: async ({ signal }): Promise<Agent[]> =>
      (await api(listMembers, { account_id: accountId, inbox_id: inboxId }, { signal })).payload,
    enabled,
  });
}

/** Makes an inbox; the provider hears of our webhook afterwards, in the background. */
export function useCreateInbox() {
  return useInboxMutation((account_id, input: { name: string; channel: ChannelInput }) =>
    api(createInbox, { account_id, name: input.name, channel: { ...input.channel } }),
  );
}

export function useUpdateInbox(id: number) {
  return useInboxMutation((account_id, change: InboxChange) => api(updateInbox, { account_id, id, ...change }));
}

/** Takes an inbox out of sight at once; what belongs to it goes in the background. */
export function useDeleteInbox() {
  const { client, accountId } = useAccountCache();
  return useMutation({
    mutationFn: (id: number) => api(deleteInbox, { account_id: accountId, id }),
    onSuccess: (_answer, id) =>
      client.setQueryData<Inbox[]>(inboxKeys.list(accountId), (held) => held?.filter((inbox) => inbox.id !== id)),
  });
}

/** Makes exactly these people the members. */
export function useSetInboxMembers() {
  return useInboxMutation((account_id, input: { inboxId: number; userIds: number[] }) =>
    api(setMembers, { account_id, inbox_id: input.inboxId, user_ids: input.userIds }),
  );
}

/** After every change all that is known of inboxes is asked again. */
function useInboxMutation<Input, Output>(change: (accountId: number, input: Input) => Promise<Output>) {
  const { client, accountId } = useAccountCache();
  return useMutation({
    mutationFn: (input: Input) => change(accountId, input),
    onSettled: () => client.invalidateQueries({ queryKey: inboxKeys.all(accountId) }),
  });
}
