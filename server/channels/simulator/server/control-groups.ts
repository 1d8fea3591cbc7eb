import { z } from "zod";
import type { ApiAnswer } from "./provider-api.ts";
import { type SimulatedGroup, wirePerson } from "./simulator-state.ts";
import { getGroup, groupSnapshot, Refusal, seconds, type World } from "./world.ts";

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
});

/** Groups, as players make and change them. */
export const groupRoutes: Record<string, (call: Call) => ApiAnswer> = {
  "POST /control/groups": ({ world, body }) => {
    const { id, name, description, members } = newGroup.parse(body);
    const { state } = world;
    const group: SimulatedGroup = {
      id: id ?? `12036${Date.now()}@g.us`,
      name,
      description: description ?? null,
      settings: { announce: false, restrict: false, join_approval_mode: false, member_add_mode: true },
      members: new Map([
        ...members.map((member, index) => [member, index === 0 ? "admin" : "member"] as const),
        [state.phone, "member"],
      ]),
    };
    state.groups.set(group.id, group);
    world.poster.post({ kind: "group", ...groupSnapshot(state, group), members_are_complete: true, time: seconds() });
    world.changed();
    return { status: 200, body: { id: group.id } };
  },

  "POST /control/group-changes": ({ world, body }) => {
    const { id, member, ...change } = groupChange.parse(body);
    const group = getGroup(world, id);
    if (change.name !== undefined) group.name = change.name;
    if (change.description !== undefined) group.description = change.description;
    Object.assign(group.settings, change.settings);
    const members = member ? [changeMember(world, group, member)] : undefined;
    world.poster.post({ kind: "group", id, ...change, members, time: seconds() });
    world.changed();
    return { status: 200, body: { ok: true } };
  },
};

type Change = NonNullable<z.infer<typeof groupChange>["member"]>;

function changeMember({ state }: World, group: SimulatedGroup, { phone: number, change }: Change) {
  const isMember = group.members.has(number);
  if (change === "add") group.members.set(number, "member");
  else if (change === "remove") group.members.delete(number);
  else if (change === "promote" || change === "demote") {
    if (!isMember) throw new Refusal(422, "Not a member of this group");
    group.members.set(number, change === "promote" ? "admin" : "member");
  }
  const role = group.members.get(number);
  return { person: wirePerson(state, number), change, ...(role ? { role } : {}) };
}
