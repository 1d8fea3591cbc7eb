import { z } from "zod";
import { attributeHash, flag, listOf, page, wireId } from "../../platform/contract/fields.ts";
import { operation } from "../../platform/contract/operation.ts";

/** Somebody in a group (contract, groups §3). */
export const groupMember = z.object({
  id: z.number(),
  role: z.enum(["member", "admin"]),
  is_active: z.boolean(),
  group_contact_id: z.number(),
  contact: z.object({
    id: z.number(),
    name: z.string(),
    phone_number: z.string().nullable(),
    identifier: z.string().nullable(),
    thumbnail: z.string(),
  }),
});
export type GroupMember = z.infer<typeof groupMember>;

const base = "/api/v1/accounts/{account_id}/contacts/{id}";
const groupPath = z.object({ id: wireId });
const memberPath = z.object({ id: wireId, member_id: wireId });

export const listGroupMembers = operation({
  id: "groups.members",
  method: "GET",
  path: `${base}/group_members`,
  summary: "Active members of a group: own number first, then admins",
  tag: "Groups",
  callers: ["user"],
  params: groupPath,
  query: z.object({
    page,
    per_page: z.coerce
      .number()
      .int()
      .catch(10)
      .default(10)
      .transform((value) => Math.min(100, Math.max(1, value))),
    /** Ours: part of a name or number. */
    q: z.string().max(255).optional(),
  }),
  response: z.object({
    payload: z.array(groupMember),
    meta: z.object({
      total_count: z.number(),
      page: z.number(),
      per_page: z.number(),
      inbox_phone_number: z.string().nullable(),
      is_inbox_admin: z.boolean(),
    }),
  }),
});

export const syncGroup = operation({
  id: "groups.sync",
  method: "POST",
  path: `${base}/sync_group`,
  summary: "Read a group from its provider, in the background; within 15 minutes only when forced",
  tag: "Groups",
  callers: ["user"],
  params: groupPath,
  /** Ours: also when the group was read a moment ago. */
  body: z.object({ force: flag.optional() }),
  status: 202,
});

/** People as clients name them: numbers with or without `+`. */
const participants = listOf(z.coerce.string().max(100));

export const addGroupMembers = operation({
  id: "groups.add_members",
  method: "POST",
  path: `${base}/group_members`,
  summary: "Add people to a group; refused with the first reason when somebody could not be added",
  tag: "Groups",
  callers: ["user"],
  params: groupPath,
  body: z.object({ participants }),
});

/**
 * What became of one person. `code` is one of ours for the table of sentences (`not_on_whatsapp`, `invite_only`, `already_member`,
 * `recently_left`, `blocked_us`, `group_creator`) or the provider's own; `reason` is in the provider's words. Both null when it went well.
 */
export const personResult = z.object({
  /** As given, or `+digits` of the contact. */
  participant: z.string(),
  contact_id: z.number().nullable(),
  name: z.string().nullable(),
  ok: z.boolean(),
  code: z.string().nullable(),
  reason: z.string().nullable(),
});
export type PersonResult = z.infer<typeof personResult>;

/** Ours: the contract's own call has no body to say who could not be added. */
export const inviteGroupMembers = operation({
  id: "groups.invite_members",
  method: "POST",
  path: `${base}/group_members/add`,
  summary: "Add people to a group, by number or contact; says of each what became of it",
  tag: "Groups",
  callers: ["user"],
  params: groupPath,
  body: z.object({ participants, contact_ids: listOf(wireId) }),
  response: z.object({ payload: z.array(personResult) }),
});

export const updateGroupMember = operation({
  id: "groups.update_member",
  method: "PATCH",
  path: `${base}/group_members/{member_id}`,
  summary: "Make a member an admin, or an admin a member",
  tag: "Groups",
  callers: ["user"],
  params: memberPath,
  body: z.object({ role: z.string().optional() }),
});

export const removeGroupMember = operation({
  id: "groups.remove_member",
  method: "DELETE",
  path: `${base}/group_members/{member_id}`,
  summary: "Remove somebody from a group",
  tag: "Groups",
  callers: ["user"],
  params: memberPath,
});

export const updateGroupMetadata = operation({
  id: "groups.update_metadata",
  method: "PATCH",
  path: `${base}/group_metadata`,
  summary: "Change name, description or picture of a group; blank values are ignored",
  tag: "Groups",
  callers: ["user"],
  params: groupPath,
  body: z.object({
    subject: z.string().nullish(),
    description: z.string().nullish(),
    avatar: z.instanceof(File).optional(),
    /** Ours: blank descriptions are ignored, so emptying one says so. */
    clear_description: flag.optional(),
  }),
  response: z.object({ id: z.number(), name: z.string(), additional_attributes: attributeHash }),
  maxBytes: 16 * 1024 * 1024,
});

const invite = z.object({ invite_code: z.string(), invite_url: z.string() });

export const getGroupInvite = operation({
  id: "groups.invite",
  method: "GET",
  path: `${base}/group_invite`,
  summary: "Invite link of a group",
  tag: "Groups",
  callers: ["user"],
  params: groupPath,
  response: invite,
});

export const revokeGroupInvite = operation({
  id: "groups.revoke_invite",
  method: "POST",
  path: `${base}/group_invite/revoke`,
  summary: "Make the invite link useless and get a new one",
  tag: "Groups",
  callers: ["user"],
  params: groupPath,
  response: invite,
});

/** Somebody who asks to join. `jid` is what answering takes; the rest is for the screen. */
export const joinRequest = z.object({
  jid: z.string(),
  phone_number: z.string().nullable(),
  /** Unix seconds as text; null when the provider does not say. */
  request_time: z.string().nullable(),
  request_method: z.string().nullable(),
  /** Ours. */
  contact_id: z.number().nullable(),
  name: z.string().nullable(),
  thumbnail: z.string(),
});
export type JoinRequest = z.infer<typeof joinRequest>;

export const listJoinRequests = operation({
  id: "groups.join_requests",
  method: "GET",
  path: `${base}/group_join_requests`,
  summary: "Who asks to join; empty for who is no admin",
  tag: "Groups",
  callers: ["user"],
  params: groupPath,
  response: z.object({ payload: z.array(joinRequest) }),
});

export const handleJoinRequests = operation({
  id: "groups.handle_join_requests",
  method: "POST",
  path: `${base}/group_join_requests/handle`,
  summary: "Let people into a group, or turn them down",
  tag: "Groups",
  callers: ["user"],
  params: groupPath,
  body: z.object({ participants, request_action: z.string().optional() }),
});

export const updateGroupSetting = operation({
  id: "groups.update_setting",
  method: "PATCH",
  path: `${base}/group_admin`,
  summary: "Switch one flag of a group: announce, restrict, join_approval_mode or member_add_mode",
  tag: "Groups",
  callers: ["user"],
  params: groupPath,
  body: z.object({ property: z.string().optional(), enabled: flag.optional() }),
});

export const leaveGroup = operation({
  id: "groups.leave",
  method: "POST",
  path: `${base}/group_admin/leave`,
  summary: "Leave a group with the inbox's number",
  tag: "Groups",
  callers: ["user"],
  params: groupPath,
});

export const createGroup = operation({
  id: "groups.create",
  method: "POST",
  path: "/api/v1/accounts/{account_id}/groups",
  summary: "Create a group; its contact and conversation arrive as events",
  tag: "Groups",
  callers: ["user"],
  body: z.object({
    inbox_id: wireId,
    subject: z.string().nullish(),
    participants,
    /** Ours. */
    contact_ids: listOf(wireId),
  }),
  response: z.object({
    group_jid: z.string(),
    subject: z.string(),
    /** Ours: who could not be added. */
    results: z.array(personResult),
  }),
});

/** Ours. */
export const joinGroup = operation({
  id: "groups.join",
  method: "POST",
  path: "/api/v1/accounts/{account_id}/groups/join",
  summary: "Join a group by its invite link with an inbox's number",
  tag: "Groups",
  callers: ["user"],
  body: z.object({
    inbox_id: wireId,
    /** One of them: the code, or the whole link. */
    invite_code: z.string().max(500).nullish(),
    url: z.string().max(2000).nullish(),
  }),
  response: z.object({
    /** Null while an admin of the group has to agree. */
    group_jid: z.string().nullable(),
    is_pending: z.boolean(),
  }),
});

/** Ours. */
export const previewInvite = operation({
  id: "groups.preview_invite",
  method: "GET",
  path: "/api/v1/accounts/{account_id}/groups/invite",
  summary: "What can be seen of a group before an inbox's number joins it by its invite link",
  tag: "Groups",
  callers: ["user"],
  query: z.object({
    inbox_id: wireId,
    /** The whole link, or the code at its end. */
    url: z.string().max(2000),
  }),
  response: z.object({ name: z.string(), description: z.string().nullable(), member_count: z.number().nullable() }),
});

/** Realtime `contact.group_synced` (contract, groups §7), beside the contact's own fields. */
export const groupSynced = z.object({
  group_members: z.array(groupMember),
  inbox_phone_number: z.string().nullable(),
  is_inbox_admin: z.boolean(),
});
export type GroupSynced = z.infer<typeof groupSynced>;
