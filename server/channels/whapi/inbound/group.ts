import type { InboundEvent } from "../../channel.ts";
import type { GroupMemberChange, GroupSettings, GroupState } from "../../group-actions.ts";
import type { InboundPerson } from "../../inbound-person.ts";
import { asFlag, asRecord, compact, type Json, own } from "../../json-fields.ts";
import { readAddress, readPerson } from "./address.ts";
import { asList, asName, asText } from "./json-fields.ts";

/** One element of `groups`: we were added to it, or made it. The whole group as it stands. */
export function normaliseGroup(element: unknown, what: string): InboundEvent[] {
  const group = asRecord(element);
  const id = group && groupId(own(group, "id"));
  if (!group || !id) return [{ type: "unusable", what, reason: group ? "has no group id" : "is not an object" }];
  return [{ type: "group", id, ...readGroup(group), isNew: true, at: null }];
}

/** A group in full, as events and `GET /groups/{id}` have it. */
export function readGroup(group: Json): GroupState {
  const members = readMembers(group);
  const settings = readSettings(group);
  return compact({
    name: asName(own(group, "name")),
    description: Object.hasOwn(group, "description") ? (asText(own(group, "description")) ?? null) : undefined,
    settings: Object.keys(settings).length > 0 ? settings : undefined,
    members: members.length > 0 ? members : undefined,
    membersAreComplete: members.length > 0 ? true : undefined,
    inviteCode: asText(own(group, "invite_code")),
  });
}

/** One element of `groups_updates`: the group before and after. Only differences are told. */
export function normaliseGroupUpdate(element: unknown, what: string): InboundEvent[] {
  const update = asRecord(element);
  const before = update && asRecord(own(update, "before_update"));
  const after = update && asRecord(own(update, "after_update"));
  if (!after) return [{ type: "unusable", what, reason: "has no after_update" }];
  const id = groupId(own(after, "id")) ?? groupId(own(before ?? {}, "id"));
  if (!id) return [{ type: "unusable", what, reason: "has no group id" }];
  if (!before) return [{ type: "group", id, ...readGroup(after), at: null }];
  const change = difference(readGroup(before), readGroup(after));
  if (Object.keys(change).length === 0) return [{ type: "ignored", what: "group update" }];
  return [{ type: "group", id, ...change, at: null }];
}

function difference(before: GroupState, after: GroupState): GroupState {
  const flags = Object.entries(after.settings ?? {}).filter(
    ([flag, on]) => before.settings?.[flag as keyof GroupSettings] !== on,
  );
  const members = memberChanges(before.members ?? [], after.members ?? []);
  return compact({
    name: after.name !== before.name ? after.name : undefined,
    description: (after.description ?? null) !== (before.description ?? null) ? (after.description ?? null) : undefined,
    settings: flags.length > 0 ? Object.fromEntries(flags) : undefined,
    // Two versions may differ in that one of them was read in full only.
    isChange: flags.some(([flag]) => before.settings?.[flag as keyof GroupSettings] !== undefined) || undefined,
    members: members.length > 0 ? members : undefined,
    inviteCode: after.inviteCode !== before.inviteCode ? after.inviteCode : undefined,
  });
}

function memberChanges(before: GroupMemberChange[], after: GroupMemberChange[]): GroupMemberChange[] {
  // An empty list is a list that was left out, not a group without people.
  if (before.length === 0 || after.length === 0) return [];
  const key = ({ person }: GroupMemberChange) => JSON.stringify(person.identities);
  const earlier = new Map(before.map((member) => [key(member), member]));
  const later = new Set(after.map(key));
  const gone = before
    .filter((member) => !later.has(key(member)))
    .map(({ person }) => ({ person, change: "remove" as const }));
  const changed = after.flatMap((member): GroupMemberChange[] => {
    const old = earlier.get(key(member));
    if (!old) return [{ ...member, change: "add" }];
    return old.role === member.role ? [] : [{ ...member, change: member.role === "admin" ? "promote" : "demote" }];
  });
  return [...changed, ...gone];
}

/** One element of `groups_participants`. Who did it is not part of the event. */
export function normaliseGroupParticipants(element: unknown, what: string): InboundEvent[] {
  const event = asRecord(element);
  const id = event && groupId(own(event, "group_id"));
  if (!event || !id) return [{ type: "unusable", what, reason: event ? "has no group id" : "is not an object" }];
  const action = asText(own(event, "action"));
  if (!action || action === "None") return [{ type: "ignored", what: "group participants without an action" }];
  const change = Object.hasOwn(changes, action) ? changes[action] : undefined;
  if (!change) return [{ type: "unusable", what, reason: `has an unknown action: ${action.slice(0, 50)}` }];
  const named = own(event, "participants");
  const members = (asList(named) ?? [named]).flatMap((participant): GroupMemberChange[] => {
    const person = readMember(participant);
    return person ? [{ person, ...change }] : [];
  });
  if (members.length === 0) return [{ type: "unusable", what, reason: "names no participant" }];
  return [{ type: "group", id, members, at: null }];
}

const changes: Record<string, Pick<GroupMemberChange, "change" | "role">> = {
  add: { change: "add", role: "member" },
  remove: { change: "remove" },
  promote: { change: "promote", role: "admin" },
  demote: { change: "demote", role: "member" },
  request: { change: "request" },
  revoke_request: { change: "revoke_request" },
  // Turned down by an admin: the request is gone as well.
  rejected_request: { change: "revoke_request" },
};

function groupId(value: unknown): string | undefined {
  const address = readAddress(value);
  return address?.type === "group" ? address.id : undefined;
}

/** Somebody in a group: an id, or an object with one. */
function readMember(element: unknown): InboundPerson | undefined {
  const participant = asRecord(element);
  return readPerson([participant ? own(participant, "id") : element]);
}

function readMembers(group: Json): GroupMemberChange[] {
  return (asList(own(group, "participants")) ?? []).flatMap((element): GroupMemberChange[] => {
    const participant = asRecord(element);
    const person = readMember(element);
    const rank = participant && asText(own(participant, "rank"));
    return person
      ? [{ person, change: "present", role: rank === "admin" || rank === "creator" ? "admin" : "member" }]
      : [];
  });
}

/** Our flags by the provider's: `adminAddMemberMode` true means that only admins add. */
function readSettings(group: Json): GroupSettings {
  const adminsAdd = asFlag(own(group, "adminAddMemberMode"));
  return compact({
    announce: asFlag(own(group, "announcements")),
    restrict: asFlag(own(group, "restricted")),
    member_add_mode: adminsAdd === undefined ? undefined : !adminsAdd,
  });
}
