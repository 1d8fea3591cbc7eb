import { z } from "zod";
import { changeMember, followLink, postGroup, postNewGroup } from "./group-changes.ts";
import type { ApiAnswer } from "./provider-api.ts";
import { newInviteCode, newSimulatedGroup, type SimulatedGroup, wirePerson } from "./simulator-state.ts";
import { getGroup, groupSnapshot, Refusal, type World } from "./world.ts";

interface Call {
  world: World;
  parts: string[];
  body: unknown;
}

const ok = (body: unknown = { ok: true }): ApiAnswer => ({ status: 200, body });
const people = z.array(z.string().regex(/^\d{7,15}$/)).min(1);

/** What an inbox asks of groups. */
export const providerGroupRoutes: Record<string, (call: Call) => ApiAnswer> = {
  "GET /v1/groups/:id": ({ world, parts }) => ok(groupSnapshot(world.state, getGroup(world, parts[0] ?? ""))),

  "POST /v1/groups": ({ world, body }) => {
    const { subject, people: wanted } = z.object({ subject: z.string().min(1).max(100), people }).parse(body);
    refuseWhileAway(world);
    const { phone } = world.state;
    const group = newSimulatedGroup({
      id: `12036${Date.now()}${world.state.groups.size}@g.us`,
      name: subject,
      creator: phone,
      members: new Map([[phone, "admin"]]),
    });
    const results = wanted.map((number) => outcome(world, group, { number, what: "add" }));
    for (const { phone: number, ok: isIn } of results) if (isIn) group.members.set(number, "member");
    world.state.groups.set(group.id, group);
    postNewGroup(world, group);
    return ok({ id: group.id, results });
  },

  "POST /v1/groups/:id/members": ({ world, parts, body }) => {
    const { what, people: wanted } = z
      .object({ what: z.enum(["add", "remove", "promote", "demote"]), people })
      .parse(body);
    const group = ownGroup(world, parts);
    if (!(what === "add" && group.settings.member_add_mode)) requireAdmin(world, group);
    const results = wanted.map((number) => outcome(world, group, { number, what }));
    const done = results.filter((result) => result.ok);
    const members = done.map((result) => changeMember(world, group, result.phone, what));
    if (members.length > 0) postGroup(world, group, { members, by: world.state.phone });
    return ok({ results });
  },

  "PATCH /v1/groups/:id": ({ world, parts, body }) => {
    const { settings, ...info } = groupPatch.parse(body);
    const group = ownGroup(world, parts);
    if (settings || group.settings.restrict) requireAdmin(world, group);
    if (info.name !== undefined) group.name = info.name;
    if (info.description !== undefined) group.description = info.description || null;
    Object.assign(group.settings, settings);
    const description = info.description === undefined ? {} : { description: group.description };
    postGroup(world, group, { name: info.name, ...description, settings, by: world.state.phone });
    return ok();
  },

  "GET /v1/groups/:id/picture": ({ world, parts }) => {
    const { picture } = getGroup(world, parts[0] ?? "");
    return ok(picture && { data: picture.bytes.toString("base64"), content_type: picture.contentType });
  },

  "PUT /v1/groups/:id/picture": ({ world, parts, body }) => {
    const { data, content_type: contentType } = z.object({ data: z.base64(), content_type: z.string() }).parse(body);
    const group = ownGroup(world, parts);
    if (group.settings.restrict) requireAdmin(world, group);
    group.picture = { bytes: Buffer.from(data, "base64"), contentType };
    postGroup(world, group, { picture: "changed", by: world.state.phone });
    return ok();
  },

  "GET /v1/groups/:id/invite": ({ world, parts }) => {
    const group = ownGroup(world, parts);
    requireAdmin(world, group);
    return ok({ code: group.inviteCode });
  },

  "POST /v1/groups/:id/invite": ({ world, parts }) => {
    const group = ownGroup(world, parts);
    requireAdmin(world, group);
    group.inviteCode = newInviteCode();
    postGroup(world, group, { invite_code: group.inviteCode, by: world.state.phone });
    return ok({ code: group.inviteCode });
  },

  "GET /v1/invites/:code": ({ world, parts }) => {
    const { name, description, members } = invitedTo(world, parts[0] ?? "");
    return ok({ name, description, members: members.size });
  },

  "POST /v1/joins": ({ world, body }) => {
    const { code } = z.object({ code: z.string() }).parse(body);
    const group = invitedTo(world, code);
    const isIn = followLink(world, group, world.state.phone) === "in";
    if (isIn) postNewGroup(world, group);
    return ok({ id: isIn ? group.id : null });
  },

  "GET /v1/groups/:id/requests": ({ world, parts }) => {
    const group = ownGroup(world, parts);
    requireAdmin(world, group);
    const requests = [...group.requests].map(([phone, request]) => ({
      person: wirePerson(world.state, phone),
      ...request,
    }));
    return ok({ requests });
  },

  "POST /v1/groups/:id/requests": ({ world, parts, body }) => {
    const { what, people: wanted } = z.object({ what: z.enum(["approve", "reject"]), people }).parse(body);
    const group = ownGroup(world, parts);
    requireAdmin(world, group);
    const results = wanted.map((phone) =>
      group.requests.has(phone)
        ? { phone, ok: true }
        : { phone, ok: false, code: "404", reason: "This person does not ask to join any more" },
    );
    const change = what === "approve" ? "add" : "revoke_request";
    const members = results.flatMap(({ phone, ok: asked }) =>
      asked ? [changeMember(world, group, phone, change)] : [],
    );
    if (members.length > 0) postGroup(world, group, { members, by: world.state.phone });
    return ok({ results });
  },

  "DELETE /v1/groups/:id/membership": ({ world, parts }) => {
    const group = ownGroup(world, parts);
    const { phone } = world.state;
    postGroup(world, group, { members: [changeMember(world, group, phone, "remove")], by: phone });
    return ok();
  },
};

const groupPatch = z.object({
  name: z.string().min(1).max(100).optional(),
  description: z.string().max(2048).optional(),
  settings: z
    .object({
      announce: z.boolean(),
      restrict: z.boolean(),
      join_approval_mode: z.boolean(),
      member_add_mode: z.boolean(),
    })
    .partial()
    .optional(),
});

function invitedTo(world: World, code: string): SimulatedGroup {
  refuseWhileAway(world);
  const group = [...world.state.groups.values()].find(({ inviteCode }) => inviteCode === code);
  if (!group) throw new Refusal(404, "This invite link does not work any more");
  return group;
}

function refuseWhileAway({ state }: World): void {
  if (state.connection !== "open") throw new Refusal(503, "The phone is not connected");
}

/** A group that the inbox's number is in. */
function ownGroup(world: World, parts: string[]): SimulatedGroup {
  refuseWhileAway(world);
  const group = getGroup(world, parts[0] ?? "");
  if (!group.members.has(world.state.phone)) throw new Refusal(403, "You are not a member of this group");
  return group;
}

function requireAdmin({ state }: World, group: SimulatedGroup): void {
  if (group.members.get(state.phone) !== "admin") throw new Refusal(403, "Only admins of the group can do this");
}

interface Wish {
  number: string;
  what: "add" | "remove" | "promote" | "demote";
}

/** With the network's numbers for what stands in the way. */
function outcome({ state }: World, group: SimulatedGroup, { number: phone, what }: Wish) {
  const no = (code: string, reason: string) => ({ phone, ok: false, code, reason });
  if (what === "add") {
    if (!state.people.has(phone)) return no("404", "This number is not on the network");
    if (group.members.has(phone)) return no("409", "Is a member of this group already");
    if (state.people.get(phone)?.refusesGroups) return no("403", "This person lets nobody add them to groups");
    return { phone, ok: true };
  }
  if (!group.members.has(phone)) return no("404", "Is not a member of this group");
  if (what !== "promote" && phone === group.creator) return no("406", "This person made the group");
  return { phone, ok: true };
}
