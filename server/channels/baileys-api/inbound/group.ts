import type { InboundEvent } from "../../channel.ts";
import type { GroupMemberChange, GroupSettings, GroupState } from "../../group-actions.ts";
import { asFlag, asRecord, compact, type Json, own } from "../../json-fields.ts";
import { readGroupId, readPerson } from "./address.ts";
import { readParticipant, readRequest } from "./group-notice.ts";
import { asList, asName, asText, asTime, unlessEmpty } from "./json-fields.ts";

/** One element of `groups.update`: what changed, and who changed it. */
export function normaliseGroupUpdate(element: unknown, what: string): InboundEvent[] {
  const update = asRecord(element);
  const id = readGroupId(own(update, "id"));
  if (!update || !id) return [{ type: "unusable", what, reason: update ? "has no group id" : "is not an object" }];
  const { members: _members, ...facts } = readFacts(update);
  if (!unlessEmpty(facts)) return [{ type: "ignored", what: "group update" }];
  const by = readPerson([own(update, "author")]);
  // Without an author it may be the whole group, read once more.
  const isChange = by && (facts.settings ?? facts.inviteCode) !== undefined ? true : undefined;
  return [compact({ type: "group" as const, id, ...facts, isChange, by, at: null })];
}

/** One element of `groups.upsert`: a whole group that we were taken into. */
export function normaliseGroup(element: unknown, what: string): InboundEvent[] {
  const group = asRecord(element);
  const id = readGroupId(own(group, "id"));
  if (!group || !id) return [{ type: "unusable", what, reason: group ? "has no group id" : "is not an object" }];
  return [{ type: "group", id, ...readGroup(group), isNew: true, at: null }];
}

/** Metadata of a group, as calls and `groups.upsert` have it. */
export function readGroup(group: Json): GroupState {
  const members = asList(own(group, "participants")).flatMap((element): GroupMemberChange[] => {
    const person = readParticipant(element);
    const rank = own(asRecord(element), "admin");
    const role = rank === "admin" || rank === "superadmin" ? "admin" : "member";
    return person ? [{ person, change: "present", role }] : [];
  });
  // The description of a group without one is left out.
  return { description: null, ...readFacts(group), ...(members.length > 0 && { members, membersAreComplete: true }) };
}

function readFacts(group: Json): GroupState {
  return compact({
    name: asName(own(group, "subject")),
    description: Object.hasOwn(group, "desc") ? (asText(own(group, "desc")) ?? null) : undefined,
    settings: unlessEmpty(readSettings(group)),
    inviteCode: asText(own(group, "inviteCode"))?.slice(0, 100),
  });
}

const readSettings = (group: Json): GroupSettings =>
  compact({
    announce: asFlag(own(group, "announce")),
    restrict: asFlag(own(group, "restrict")),
    join_approval_mode: asFlag(own(group, "joinApprovalMode")),
    member_add_mode: asFlag(own(group, "memberAddMode")),
  });

/** `group-participants.update`: people came, went, or changed their role or number. */
export function normaliseParticipants(data: Json, what: string): InboundEvent[] {
  const id = readGroupId(own(data, "id"));
  if (!id) return [{ type: "unusable", what, reason: "has no group id" }];
  const action = own(data, "action");
  const change = typeof action === "string" && Object.hasOwn(changes, action) ? changes[action] : undefined;
  if (!change) return [{ type: "unusable", what, reason: "has an unknown action" }];
  const members = asList(own(data, "participants")).flatMap((element): GroupMemberChange[] => {
    const person = readParticipant(element);
    return person ? [{ person, ...change }] : [];
  });
  if (members.length === 0) return [{ type: "unusable", what, reason: "names no participant" }];
  const by = readPerson([own(data, "author"), own(data, "authorPn")]);
  return [compact({ type: "group" as const, id, members, by, at: null })];
}

const changes: Record<string, Omit<GroupMemberChange, "person">> = {
  add: { change: "add", role: "member" },
  remove: { change: "remove" },
  promote: { change: "promote", role: "admin" },
  demote: { change: "demote", role: "member" },
  // A changed number: the same member under another name.
  modify: { change: "present" },
};

/** `group.join-request`. */
export function normaliseJoinRequest(data: Json, what: string): InboundEvent[] {
  const id = readGroupId(own(data, "id"));
  if (!id) return [{ type: "unusable", what, reason: "has no group id" }];
  const person = readPerson([own(data, "participant"), own(data, "participantPn")]);
  const state = readRequest(person, own(data, "action"), own(data, "method"));
  if (!state) return [{ type: "unusable", what, reason: "is a join request of nobody" }];
  return [compact({ type: "group" as const, id, ...state, by: readPerson([own(data, "author")]), at: null })];
}

/** One element of `groups.activity`: somebody wrote in a group that the gateway keeps to itself. */
export function normaliseGroupActivity(element: unknown, what: string): InboundEvent[] {
  const id = readGroupId(own(asRecord(element), "jid"));
  if (!id) return [{ type: "unusable", what, reason: "has no group id" }];
  return [{ type: "group_activity", id, at: asTime(own(asRecord(element), "lastMessageAt")) }];
}
