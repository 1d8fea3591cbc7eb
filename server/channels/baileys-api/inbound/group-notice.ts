import type { InboundEvent } from "../../channel.ts";
import type { GroupMemberChange, GroupState } from "../../group-actions.ts";
import type { InboundPerson } from "../../inbound-person.ts";
import { asRecord, compact, type Json, own } from "../../json-fields.ts";
import { readGroupId, readPerson } from "./address.ts";
import { asList, asName, asText, asTime } from "./json-fields.ts";

interface Notice {
  stub: string;
  message: Json;
  key: Json;
}

/** A notice: a message without content that says what was done to a group. Notices in chats of two say nothing to an inbox. */
export function normaliseNotice({ stub, message, key }: Notice, what: string): InboundEvent[] {
  const id = readGroupId(own(key, "remoteJid"));
  const read = Object.hasOwn(readers, stub) ? readers[stub] : undefined;
  if (!id || !read) return [{ type: "ignored", what: stub }];
  const by = readPerson([own(key, "participant") ?? own(message, "participant"), own(key, "participantAlt")]);
  const state = read(asList(own(message, "messageStubParameters")), by);
  if (!state) return [{ type: "unusable", what, reason: `is a notice ${stub} without its subject` }];
  return [compact({ type: "group" as const, id, ...state, by, at: asTime(own(message, "messageTimestamp")) })];
}

type Reader = (parameters: unknown[], by: InboundPerson | undefined) => GroupState | undefined;

const members =
  (change: Omit<GroupMemberChange, "person">): Reader =>
  (parameters) => {
    const people = parameters.flatMap((parameter) => readParticipant(parameter) ?? []);
    return people.length > 0 ? { members: people.map((person) => ({ person, ...change })) } : undefined;
  };

const flag =
  (name: "announce" | "restrict" | "join_approval_mode"): Reader =>
  ([value]) =>
    value === "on" || value === "off" ? { settings: { [name]: value === "on" }, isChange: true } : undefined;

const readers: Record<string, Reader> = {
  GROUP_CREATE: ([subject]) => compact({ name: asName(subject), isNew: true }),
  GROUP_CHANGE_SUBJECT: ([subject]) => {
    const name = asName(subject);
    return name ? { name } : undefined;
  },
  GROUP_CHANGE_DESCRIPTION: ([text]) => ({ description: asText(text) ?? null }),
  GROUP_CHANGE_ANNOUNCE: flag("announce"),
  GROUP_CHANGE_RESTRICT: flag("restrict"),
  GROUP_MEMBERSHIP_JOIN_APPROVAL_MODE: flag("join_approval_mode"),
  GROUP_MEMBER_ADD_MODE: ([mode]) =>
    mode === "all_member_add" || mode === "admin_add"
      ? { settings: { member_add_mode: mode === "all_member_add" }, isChange: true }
      : undefined,
  GROUP_CHANGE_ICON: ([pictureId]) => ({ picture: pictureId ? "changed" : "removed" }),
  GROUP_CHANGE_INVITE_LINK: ([code]) => {
    const inviteCode = asText(code)?.slice(0, 100);
    return inviteCode ? { inviteCode, isChange: true } : undefined;
  },
  GROUP_PARTICIPANT_ADD: members({ change: "add", role: "member" }),
  GROUP_PARTICIPANT_ADD_REQUEST_JOIN: members({ change: "add", role: "member", method: "join_request" }),
  GROUP_PARTICIPANT_INVITE: members({ change: "add", role: "member", method: "invite_link" }),
  GROUP_PARTICIPANT_REMOVE: members({ change: "remove" }),
  GROUP_PARTICIPANT_LEAVE: members({ change: "remove" }),
  GROUP_PARTICIPANT_PROMOTE: members({ change: "promote", role: "admin" }),
  GROUP_PARTICIPANT_DEMOTE: members({ change: "demote", role: "member" }),
  GROUP_MEMBERSHIP_JOIN_APPROVAL_REQUEST_NON_ADMIN_ADD: ([person, action, method]) =>
    readRequest(readParticipant(person), action, method),
};

/** Somebody asks to join, or does not any more (by their own will, or turned down by an admin). */
export function readRequest(
  person: InboundPerson | undefined,
  action: unknown,
  method: unknown,
): GroupState | undefined {
  if (!person) return undefined;
  if (action === "created")
    return { members: [compact({ person, change: "request" as const, method: asText(method)?.slice(0, 50) })] };
  if (action === "revoked" || action === "rejected") return { members: [{ person, change: "revoke_request" }] };
  return undefined;
}

/** Somebody, as an object or as the same written in a text: `{"id", "phoneNumber"}`, `{"lid", "pn"}`, or a bare id. */
export function readParticipant(value: unknown): InboundPerson | undefined {
  const record = asRecord(value) ?? asRecord(parsed(value));
  if (!record) return readPerson([value]);
  return readPerson(
    ["id", "lid", "phoneNumber", "pn"].map((name) => own(record, name)),
    asName(own(record, "name")),
  );
}

function parsed(value: unknown): unknown {
  if (typeof value !== "string" || !value.startsWith("{")) return undefined;
  try {
    return JSON.parse(value);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
