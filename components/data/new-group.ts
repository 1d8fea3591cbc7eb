"use client";

import { useQuery } from "@tanstack/react-query";
import type * as conversations from "#server/domain/conversations/contract.ts";
import type * as contract from "#server/domain/groups/contract.ts";
import type { AccountCache } from "./account-cache.ts";
import { contactKeys } from "./account-keys.ts";
import { api } from "./api.ts";
import { endpoint } from "./endpoint.ts";
import { type NewMembers, PROVIDER_TIMEOUT } from "./groups.ts";
import { useAccountCache } from "./use-account-cache.ts";

const create = endpoint<typeof contract.createGroup>("POST", "/api/v1/accounts/{account_id}/groups");
const join = endpoint<typeof contract.joinGroup>("POST", "/api/v1/accounts/{account_id}/groups/join");
const preview = endpoint<typeof contract.previewInvite>("GET", "/api/v1/accounts/{account_id}/groups/invite");
const listConversations = endpoint<typeof conversations.listConversations>(
  "GET",
  "/api/v1/accounts/{account_id}/conversations",
);

/** Creates a group. @returns the provider's id of it, and what became of each person */
export async function createGroup(
  { accountId }: AccountCache,
  { inboxId, name, people }: { inboxId: number; name: string; people: NewMembers },
) {
  const input = {
    account_id: accountId,
    inbox_id: inboxId,
    subject: name,
    participants: people.phones,
    contact_ids: people.contactIds,
  };
  const { group_jid: jid, results } = await api(create, input, { timeout: PROVIDER_TIMEOUT });
  return { jid, results };
}

/** Joins by an invite link. @returns the provider's id of the group; null while one of its admins has to agree */
export async function joinGroup(
  { accountId }: AccountCache,
  { inboxId, link }: { inboxId: number; link: string },
): Promise<string | null> {
  const input = { account_id: accountId, inbox_id: inboxId, url: link };
  return (await api(join, input, { timeout: PROVIDER_TIMEOUT })).group_jid;
}

/** What can be seen of a group before joining it by this link. @param link  null: not yet, or the channel cannot look */
export function useInvitePreview(inboxId: number | undefined, link: string | null) {
  const { accountId } = useAccountCache();
  return useQuery({
    queryKey: [...contactKeys.all(accountId), "invite", inboxId, link],
    queryFn: ({ signal }) =>
      api(
        preview,
        { account_id: accountId, inbox_id: inboxId as number, url: link as string },
        { signal, timeout: PROVIDER_TIMEOUT },
      ),
    enabled: inboxId !== undefined && link !== null,
    retry: false,
    staleTime: 60_000,
  });
}

/** The conversation of a group that was just created or joined: looked for every second until it is there. */
export function useNewGroupConversation(inboxId: number, jid: string | null) {
  const { accountId } = useAccountCache();
  return useQuery({
    queryKey: [...contactKeys.all(accountId), "new-group", inboxId, jid],
    queryFn: async ({ signal }) => {
      const sourceId = (jid ?? "").split("@")[0] ?? "";
      const input = { account_id: accountId, status: "all" as const, inbox_id: inboxId, source_id: sourceId };
      const { data } = await api(listConversations, input, { signal });
      return data.payload[0] ?? null;
    },
    enabled: jid !== null,
    refetchInterval: ({ state }) => (state.data ? false : 1000),
    gcTime: 0,
  });
}
