import type { SimulatorEvent } from "../wire.ts";
import { type SimulatedGroup, wirePerson } from "./simulator-state.ts";
import { groupSnapshot, Refusal, seconds, type World } from "./world.ts";

type GroupEvent = Extract<SimulatorEvent, { kind: "group" }>;
type MemberChange = NonNullable<GroupEvent["members"]>[number]["change"];

/** Posts what is different about a group. `by`: number of who did it. */
export function postGroup(
  world: World,
  group: SimulatedGroup,
  { by, ...change }: Omit<Partial<GroupEvent>, "kind" | "id" | "time" | "by"> & { by?: string },
): void {
  const author = by === undefined ? {} : { by: wirePerson(world.state, by) };
  world.poster.post({ kind: "group", id: group.id, ...change, ...author, time: seconds() });
  world.changed();
}

/** Posts a group as a whole, as one that we have just come into. */
export function postNewGroup(world: World, group: SimulatedGroup): void {
  postGroup(world, group, { ...groupSnapshot(world.state, group), members_are_complete: true, is_new: true });
}

/** Changes a member and returns what is posted about it. */
export function changeMember({ state }: World, group: SimulatedGroup, phone: string, change: MemberChange) {
  const isMember = group.members.has(phone);
  if (change === "add") {
    group.members.set(phone, group.members.get(phone) ?? "member");
    group.requests.delete(phone);
  } else if (change === "remove") group.members.delete(phone);
  else if (change === "promote" || change === "demote") {
    if (!isMember) throw new Refusal(422, "Not a member of this group");
    group.members.set(phone, change === "promote" ? "admin" : "member");
  } else if (change === "request") {
    if (isMember) throw new Refusal(409, "Is a member of this group already");
    group.requests.set(phone, { time: seconds(), method: "invite_link" });
  } else if (change === "revoke_request") group.requests.delete(phone);
  const role = group.members.get(phone);
  return { person: wirePerson(state, phone), change, ...(role ? { role } : {}) };
}

/** Somebody follows the invite link. */
export function followLink(world: World, group: SimulatedGroup, phone: string): "in" | "asking" {
  if (group.members.has(phone)) return "in";
  if (group.settings.join_approval_mode) {
    postGroup(world, group, { members: [changeMember(world, group, phone, "request")] });
    return "asking";
  }
  postGroup(world, group, { members: [{ ...changeMember(world, group, phone, "add"), method: "invite_link" }] });
  return "in";
}
