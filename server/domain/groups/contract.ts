import { z } from "zod";
import { page, wireId } from "../../platform/contract/fields.ts";
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

export const listGroupMembers = operation({
  id: "groups.members",
  method: "GET",
  path: "/api/v1/accounts/{account_id}/contacts/{id}/group_members",
  summary: "Active members of a group: own number first, then admins",
  tag: "Groups",
  callers: ["user"],
  params: z.object({ id: wireId }),
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
  path: "/api/v1/accounts/{account_id}/contacts/{id}/sync_group",
  summary: "Read a group from its provider, in the background",
  tag: "Groups",
  callers: ["user"],
  params: z.object({ id: wireId }),
  status: 202,
});
