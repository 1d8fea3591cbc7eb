"use client";

import { type InfiniteData, useQuery } from "@tanstack/react-query";
import type * as contacts from "#server/domain/contacts/contract.ts";
import type * as contract from "#server/domain/groups/contract.ts";
import type { GroupMember, JoinRequest, PersonResult } from "#server/domain/groups/contract.ts";
import type { AccountCache } from "./account-cache.ts";
import { contactKeys } from "./account-keys.ts";
import { api } from "./api.ts";
import { type EndpointResult, endpoint } from "./endpoint.ts";
import { patchContact } from "./patch-contact.ts";
import { useAccountCache } from "./use-account-cache.ts";

const getContact = endpoint<typeof contacts.getContact>("GET", "/api/v1/accounts/{account_id}/contacts/{id}");
const invitePeople = endpoint<typeof contract.inviteGroupMembers>(
  "POST",
  "/api/v1/accounts/{account_id}/contacts/{id}/group_members/add",
);
const updateMember = endpoint<typeof contract.updateGroupMember>(
  "PATCH",
  "/api/v1/accounts/{account_id}/contacts/{id}/group_members/{member_id}",
);
const removeMember = endpoint<typeof contract.removeGroupMember>(
  "DELETE",
  "/api/v1/accounts/{account_id}/contacts/{id}/group_members/{member_id}",
);
const updateMetadata = endpoint<typeof contract.updateGroupMetadata>(
  "PATCH",
  "/api/v1/accounts/{account_id}/contacts/{id}/group_metadata",
);
const getInvite = endpoint<typeof contract.getGroupInvite>(
  "GET",
  "/api/v1/accounts/{account_id}/contacts/{id}/group_invite",
);
const revokeInvite = endpoint<typeof contract.revokeGroupInvite>(
  "POST",
  "/api/v1/accounts/{account_id}/contacts/{id}/group_invite/revoke",
);
const listRequests = endpoint<typeof contract.listJoinRequests>(
  "GET",
  "/api/v1/accounts/{account_id}/contacts/{id}/group_join_requests",
);
const handleRequests = endpoint<typeof contract.handleJoinRequests>(
  "POST",
  "/api/v1/accounts/{account_id}/contacts/{id}/group_join_requests/handle",
);
const updateSetting = endpoint<typeof contract.updateGroupSetting>(
  "PATCH",
  "/api/v1/accounts/{account_id}/contacts/{id}/group_admin",
);
const leave = endpoint<typeof contract.leaveGroup>(
  "POST",
  "/api/v1/accounts/{account_id}/contacts/{id}/group_admin/leave",
);
const sync = endpoint<typeof contract.syncGroup>("POST", "/api/v1/accounts/{account_id}/contacts/{id}/sync_group");

type MemberPages = InfiniteData<EndpointResult<typeof contract.listGroupMembers>>;

/** Providers take their time with people and pictures, in milliseconds. */
export const PROVIDER_TIMEOUT = 90_000;

/** Flags of a group that can be switched (contract, groups §1). */
export type GroupFlag = "announce" | "restrict" | "join_approval_mode" | "member_add_mode";

/** Reads a group again, so that the screen shows what a call has changed also while no event arrives. */
async function refreshGroup(cache: AccountCache, id: number): Promise<void> {
  patchContact(cache, (await api(getContact, { account_id: cache.accountId, id })).payload);
}

/** Changes name, description (empty: none) or picture. @throws ApiError with the provider's refusal */
export async function changeGroupInfo(
  cache: AccountCache,
  id: number,
  { name, description, picture }: { name?: string; description?: string; picture?: File },
): Promise<void> {
  const input = {
    account_id: cache.accountId,
    id,
    ...(name !== undefined && { subject: name }),
    ...(description !== undefined && (description === "" ? { clear_description: true } : { description })),
    ...(picture && { avatar: picture }),
  };
  await api(updateMetadata, input, { timeout: PROVIDER_TIMEOUT });
  await refreshGroup(cache, id);
}

/** Switches one flag. */
export async function switchGroupFlag(
  cache: AccountCache,
  id: number,
  change: { flag: GroupFlag; enabled: boolean },
): Promise<void> {
  const { flag, enabled } = change;
  await api(updateSetting, { account_id: cache.accountId, id, property: flag, enabled });
  await refreshGroup(cache, id);
}

/** People to add: contacts, and numbers with `+` of whom no contact is known. */
export interface NewMembers {
  contactIds: number[];
  phones: string[];
}

/** Adds people. @returns what became of each */
export async function addGroupMembers(cache: AccountCache, id: number, people: NewMembers): Promise<PersonResult[]> {
  const input = {
    account_id: cache.accountId,
    id,
    participants: people.phones,
    contact_ids: people.contactIds,
  };
  const { payload } = await api(invitePeople, input, { timeout: PROVIDER_TIMEOUT });
  await staleMembers(cache, id);
  return payload;
}

/** Makes somebody an admin, or a member again. Shown at once, taken back when it is refused. */
export async function setMemberRole(cache: AccountCache, member: GroupMember, role: GroupMember["role"]) {
  const { id, group_contact_id: groupId } = member;
  const show = (shown: GroupMember["role"]) =>
    cache.client.setQueriesData<MemberPages>({ queryKey: membersKey(cache.accountId, groupId) }, (held) => {
      const withRole = (row: GroupMember) => (row.id === id ? { ...row, role: shown } : row);
      return held && { ...held, pages: held.pages.map((page) => ({ ...page, payload: page.payload.map(withRole) })) };
    });
  show(role);
  try {
    await api(updateMember, { account_id: cache.accountId, id: groupId, member_id: id, role });
  } catch (error) {
    show(member.role);
    throw error;
  } finally {
    await staleMembers(cache, groupId);
  }
}

export async function removeGroupMember(cache: AccountCache, { id, group_contact_id: groupId }: GroupMember) {
  await api(removeMember, { account_id: cache.accountId, id: groupId, member_id: id });
  await staleMembers(cache, groupId);
}

/** The invite link of a group; asked for when somebody wants it. */
export function useGroupInvite(id: number, isWanted: boolean) {
  const { accountId } = useAccountCache();
  return useQuery({
    queryKey: inviteKey(accountId, id),
    queryFn: async ({ signal }) => (await api(getInvite, { account_id: accountId, id }, { signal })).invite_url,
    enabled: isWanted,
    staleTime: 60_000,
    retry: false,
  });
}

/** Makes the link useless and gets a new one. */
export async function resetGroupInvite(cache: AccountCache, id: number): Promise<void> {
  const { invite_url: url } = await api(revokeInvite, { account_id: cache.accountId, id });
  cache.client.setQueryData(inviteKey(cache.accountId, id), url);
}

/**
 * Who asks to join.
 *
 * @param known  the requests that events told of; when they change, the provider is asked again
 */
export function useJoinRequests(id: number, { known, isWanted }: { known: string; isWanted: boolean }) {
  const { accountId } = useAccountCache();
  return useQuery({
    queryKey: [...contactKeys.group(accountId, id), "requests", known],
    queryFn: async ({ signal }): Promise<JoinRequest[]> =>
      (await api(listRequests, { account_id: accountId, id }, { signal })).payload,
    enabled: isWanted,
    placeholderData: (held) => held,
    retry: false,
  });
}

/** Lets people in, or turns them down. */
export async function answerJoinRequests(
  cache: AccountCache,
  id: number,
  { jids, answer }: { jids: string[]; answer: "approve" | "reject" },
): Promise<void> {
  await api(
    handleRequests,
    { account_id: cache.accountId, id, participants: jids, request_action: answer },
    { timeout: PROVIDER_TIMEOUT },
  );
  await refreshGroup(cache, id);
  await staleMembers(cache, id);
}

/** Leaves with our own number; the conversation stays, to be read. */
export async function leaveGroup(cache: AccountCache, id: number): Promise<void> {
  await api(leave, { account_id: cache.accountId, id });
  await refreshGroup(cache, id);
}

/** Has a group read from its provider now. What is new arrives as events. */
export async function syncGroupNow(cache: AccountCache, id: number): Promise<void> {
  await api(sync, { account_id: cache.accountId, id, force: true });
}

const inviteKey = (accountId: number, id: number) => [...contactKeys.group(accountId, id), "invite"];

const membersKey = (accountId: number, id: number) => [...contactKeys.group(accountId, id), "members"];

const staleMembers = ({ client, accountId }: AccountCache, id: number) =>
  client.invalidateQueries({ queryKey: membersKey(accountId, id) });
