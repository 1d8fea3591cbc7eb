import { randomBytes } from "node:crypto";
import { groupEvents, type Named, participantEvents } from "./fake-baileys-api-reports.ts";
import {
  type Asked,
  BASE,
  data,
  type FakeGatewayState,
  type FakeParticipant,
  type GatewayAnswer,
  ok,
  words,
} from "./fake-baileys-api-state.ts";

type Json = Record<string, unknown>;
type FakeGroup = Json & { id: string; participants: FakeParticipant[] };

/** Somebody's number and the hidden id that groups know them by. */
export const bothIds = (jid: string): Named & { phoneNumber: string } => ({
  id: `${jid.split("@")[0]?.replace(/\D/g, "")}7@lid`,
  phoneNumber: jid,
});

/** Our own number in groups. @param phone  with `+` */
export const ownIds = (phone: string) => bothIds(`${phone.replace(/\D/g, "")}@s.whatsapp.net`);

const group = ({ state, body, query }: Asked) =>
  state.groups.get(String(body.jid ?? query.get("jid"))) as FakeGroup | undefined;

/** Changes a group when there is one. */
const change =
  (work: (found: FakeGroup, body: Json, asked: Asked) => GatewayAnswer | undefined) =>
  (asked: Asked): GatewayAnswer => {
    const found = group(asked);
    return found ? (work(found, asked.body, asked) ?? ok()) : words(500, "Something went wrong");
  };

/** Sets fields of a group and tells of it: to everybody as the event, and in the chat where there is a notice for it. */
const set =
  (read: (body: Json) => { change: Json; stub?: string; parameters?: unknown[] }) =>
  (asked: Asked): GatewayAnswer =>
    change((found, body, { state, phone }) => {
      const told = read(body);
      Object.assign(found, told.change);
      state.outbox.push(...groupEvents(found.id, ownIds(phone), told));
      return undefined;
    })(asked);

const flags: Record<string, { name: string; isOn: boolean; stub: string }> = {
  announcement: { name: "announce", isOn: true, stub: "GROUP_CHANGE_ANNOUNCE" },
  not_announcement: { name: "announce", isOn: false, stub: "GROUP_CHANGE_ANNOUNCE" },
  locked: { name: "restrict", isOn: true, stub: "GROUP_CHANGE_RESTRICT" },
  unlocked: { name: "restrict", isOn: false, stub: "GROUP_CHANGE_RESTRICT" },
};

/** What the gateway says about groups. */
export const groupHandlers: Record<string, (asked: Asked) => GatewayAnswer> = {
  [`GET ${BASE}/group-metadata`]: change((found) => ok(found)),
  [`POST ${BASE}/group-create`]: createGroup,
  [`POST ${BASE}/group-participants`]: change(changeParticipant),
  [`POST ${BASE}/group-subject`]: set(({ subject }) => ({
    change: { subject },
    stub: "GROUP_CHANGE_SUBJECT",
    parameters: [subject],
  })),
  [`POST ${BASE}/group-description`]: change((found, { description }, { state, phone }) => {
    delete found.desc;
    if (description !== undefined) found.desc = description;
    state.outbox.push(...groupEvents(found.id, ownIds(phone), { change: { desc: found.desc } }));
    return undefined;
  }),
  [`POST ${BASE}/update-profile-picture`]: ({ state, body }) => {
    state.media.set(String(body.jid), Buffer.from(String(body.image), "base64"));
    return ok();
  },
  [`GET ${BASE}/profile-picture-url`]: ({ state, query }) =>
    state.media.has(query.get("jid") ?? "")
      ? data({ jid: query.get("jid"), profilePictureUrl: state.pictureHost + query.get("jid") })
      : words(404, "NOT_FOUND"),
  [`POST ${BASE}/group-setting-update`]: set(({ setting }) => {
    const { name, isOn, stub } = flags[String(setting)] ?? { name: "", isOn: false, stub: "" };
    return { change: { [name]: isOn }, stub, parameters: [isOn ? "on" : "off"] };
  }),
  [`POST ${BASE}/group-member-add-mode`]: set(({ mode }) => ({
    change: { memberAddMode: mode === "all_member_add" },
    stub: "GROUP_MEMBER_ADD_MODE",
    parameters: [mode],
  })),
  [`POST ${BASE}/group-join-approval-mode`]: set(({ mode }) => ({
    change: { joinApprovalMode: mode === "on" },
    stub: "GROUP_MEMBERSHIP_JOIN_APPROVAL_MODE",
    parameters: [mode],
  })),
  [`GET ${BASE}/group-invite-code`]: change((found) => {
    found.inviteCode ??= randomBytes(11).toString("hex");
    return data({ jid: found.id, inviteCode: found.inviteCode });
  }),
  [`POST ${BASE}/group-revoke-invite`]: change((found, _body, { state, phone }) => {
    found.inviteCode = randomBytes(11).toString("hex");
    const { inviteCode } = found;
    state.outbox.push(...groupEvents(found.id, ownIds(phone), { change: { inviteCode } }));
    return data({ jid: found.id, inviteCode });
  }),
  [`POST ${BASE}/group-accept-invite`]: acceptInvite,
  [`GET ${BASE}/group-invite-info`]: ({ state, query }) => {
    const found = invitedTo(state, query.get("code"));
    return found ? ok({ ...found, size: found.participants.length }) : words(500, "Something went wrong");
  },
  [`GET ${BASE}/group-request-participants-list`]: ({ state, query }) =>
    ok(state.requests.get(query.get("jid") ?? "") ?? []),
  [`POST ${BASE}/group-request-participants-update`]: change(answerRequests),
  [`POST ${BASE}/group-leave`]: change((found, _body, { state, phone }) => {
    const us = ownIds(phone);
    found.participants = found.participants.filter(({ id }) => id !== us.id);
    state.left.push(found.id);
    state.outbox.push(...participantEvents(found.id, { author: us, people: [us], action: "remove" }));
    return undefined;
  }),
};

const invitedTo = (state: FakeGatewayState, code: unknown) =>
  [...state.groups.values()].find(({ inviteCode }) => inviteCode !== undefined && inviteCode === code) as
    | FakeGroup
    | undefined;

/** The notice of a new group comes by itself; its members are asked for. */
function createGroup({ state, body, phone }: Asked): GatewayAnswer {
  const id = `1203630${Date.now()}${randomBytes(1).readUInt8() % 10}@g.us`;
  const invited = (body.participants as string[]).filter((jid) => !state.refusedPeople.has(jid));
  const us = ownIds(phone);
  const participants: FakeParticipant[] = [
    { ...us, admin: "superadmin" },
    ...invited.map((jid) => ({ ...bothIds(jid), admin: null })),
  ];
  const flagsOfNew = { announce: false, restrict: false, memberAddMode: true, joinApprovalMode: false };
  state.groups.set(id, { id, subject: body.subject, ...flagsOfNew, participants });
  const [, created] = groupEvents(id, us, { change: {}, stub: "GROUP_CREATE", parameters: [body.subject] });
  if (created) state.outbox.push(created);
  return ok(state.groups.get(id));
}

function acceptInvite({ state, body, phone }: Asked): GatewayAnswer {
  const found = invitedTo(state, body.code);
  if (!found) return words(500, "Something went wrong");
  if (found.joinApprovalMode === true) return data({ groupJid: null });
  const us = ownIds(phone);
  found.participants.push({ ...us, admin: null });
  state.outbox.push(...participantEvents(found.id, { author: us, people: [us], action: "add" }));
  return data({ groupJid: found.id });
}

function answerRequests(found: FakeGroup, body: Json, { state, phone }: Asked): GatewayAnswer {
  const people = body.participants as string[];
  const waiting = state.requests.get(found.id) ?? [];
  const answered = waiting.filter((request) => people.includes(request.jid));
  state.requests.set(
    found.id,
    waiting.filter((request) => !answered.includes(request)),
  );
  if (body.action === "approve" && answered.length > 0) {
    const added = answered.map(({ jid, phone_number }) => ({
      id: jid,
      ...(phone_number && { phoneNumber: phone_number }),
    }));
    found.participants.push(...added.map((one) => ({ ...one, admin: null })));
    state.outbox.push(...participantEvents(found.id, { author: ownIds(phone), people: added, action: "add" }));
  }
  return ok(people.map((jid) => ({ status: answered.some((one) => one.jid === jid) ? "200" : "404", jid })));
}

function changeParticipant(found: FakeGroup, body: Json, { state, phone }: Asked): GatewayAnswer {
  const jid = String(body.participant);
  const action = body.action as "add" | "remove" | "promote" | "demote";
  const refused = state.refusedPeople.get(jid);
  if (refused) return ok([{ status: refused, jid, content: {} }]);
  const isThem = (one: FakeParticipant) => one.id === jid || one.phoneNumber === jid;
  const known = found.participants.filter(isThem);
  if (action === "add" && known.length > 0) return ok([{ status: "409", jid, content: {} }]);
  if (action !== "add" && known.length === 0) return ok([{ status: "404", jid, content: {} }]);
  const people = action === "add" ? [{ ...bothIds(jid), admin: null }] : known;
  if (action === "add") found.participants.push(...people);
  else if (action === "remove") found.participants = found.participants.filter((one) => !isThem(one));
  else for (const one of known) one.admin = action === "promote" ? "admin" : null;
  const named = people.map(({ admin: _, ...one }) => one);
  state.outbox.push(...participantEvents(found.id, { author: ownIds(phone), people: named, action }));
  return ok([{ status: "200", jid, content: {} }]);
}
