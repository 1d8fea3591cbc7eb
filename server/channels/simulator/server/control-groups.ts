import { z } from "zod";
import { changeMember, followLink, postGroup, postNewGroup } from "./group-changes.ts";
import type { ApiAnswer } from "./provider-api.ts";
import { newInviteCode, newSimulatedGroup } from "./simulator-state.ts";
import { getGroup, type World } from "./world.ts";

interface Call {
  world: World;
  body: unknown;
}

const phone = z.string().regex(/^\d{7,15}$/);

const newGroup = z.object({
  id: z
    .string()
    .regex(/^\d{10,20}@g\.us$/)
    .optional(),
  name: z.string().min(1).max(255),
  description: z.string().nullish(),
  members: z.array(phone).default([]),
});

const groupChange = z.object({
  id: z.string(),
  /** Number of who does it; missing: nobody says. */
  by: phone.optional(),
  name: z.string().min(1).max(255).optional(),
  description: z.string().nullable().optional(),
  settings: z
    .object({
      announce: z.boolean(),
      restrict: z.boolean(),
      join_approval_mode: z.boolean(),
      member_add_mode: z.boolean(),
    })
    .partial()
    .optional(),
  member: z
    .object({ phone, change: z.enum(["add", "remove", "promote", "demote", "request", "revoke_request"]) })
    .optional(),
  /** The invite link is reset. */
  resets_invite: z.boolean().optional(),
  picture: z.object({ data: z.base64(), content_type: z.string() }).nullable().optional(),
});

/** Groups, as players make and change them. */
export const groupRoutes: Record<string, (call: Call) => ApiAnswer> = {
  "POST /control/groups": ({ world, body }) => {
    const { id, name, description, members } = newGroup.parse(body);
    const { state } = world;
    const group = newSimulatedGroup({
      id: id ?? `12036${Date.now()}@g.us`,
      name,
      description: description ?? null,
      creator: members[0] ?? null,
      members: new Map([
        ...members.map((member, index) => [member, index === 0 ? "admin" : "member"] as const),
        [state.phone, "member"],
      ]),
    });
    state.groups.set(group.id, group);
    postNewGroup(world, group);
    return { status: 200, body: { id: group.id } };
  },

  "POST /control/group-changes": ({ world, body }) => {
    const { id, by, member, picture, resets_invite: resets, ...change } = groupChange.parse(body);
    const group = getGroup(world, id);
    if (change.name !== undefined) group.name = change.name;
    if (change.description !== undefined) group.description = change.description;
    Object.assign(group.settings, change.settings);
    const members = member ? [changeMember(world, group, member.phone, member.change)] : undefined;
    if (resets) group.inviteCode = newInviteCode();
    if (picture !== undefined)
      group.picture = picture && { bytes: Buffer.from(picture.data, "base64"), contentType: picture.content_type };
    postGroup(world, group, {
      ...change,
      members,
      by,
      ...(resets ? { invite_code: group.inviteCode } : {}),
      ...(picture === undefined ? {} : { picture: picture ? "changed" : "removed" }),
    });
    return { status: 200, body: { ok: true } };
  },

  /** A customer follows the invite link: they are in, or ask to be. */
  "POST /control/group-joins": ({ world, body }) => {
    const { id, phone: number } = z.object({ id: z.string(), phone }).parse(body);
    if (!world.state.people.has(number)) world.state.people.set(number, { phone: number, name: "" });
    return { status: 200, body: { state: followLink(world, getGroup(world, id), number) } };
  },
};
