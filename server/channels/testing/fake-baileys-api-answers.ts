import { randomBytes } from "node:crypto";
import type { RecordedRequest } from "./fake-baileys-api.ts";

type Json = Record<string, unknown>;

/** A connection as the gateway keeps it. */
export interface FakeConnection {
  webhookUrl: string;
  webhookVerifyToken: string;
  options: Json;
  /** Only an open line sends. */
  isOpen: boolean;
}

/** Somebody in a group, as the gateway's metadata has them. */
export interface FakeParticipant {
  id: string;
  phoneNumber?: string;
  admin: null | "admin" | "superadmin";
}

export interface FakeGatewayState {
  connections: Map<string, FakeConnection>;
  /** Lines open by themselves, as when the phone's credentials are still there. */
  opensAtOnce: boolean;
  /** What was sent, by message id: the accepted requests in order. Repeats with the same key are not among them. */
  sent: { id: string; body: Json }[];
  edited: Json[];
  deleted: Json[];
  read: Json[];
  presences: Json[];
  media: Map<string, Buffer>;
  /** Pictures are `media` as well; their address is this with the id behind it. */
  pictureHost: string;
  groups: Map<string, Json & { participants: FakeParticipant[] }>;
  /** By group. */
  requests: Map<string, { jid: string; phone_number?: string; request_time: string; request_method: string }[]>;
  /** WhatsApp's number for somebody who cannot be added, removed…, by the id in the call. */
  refusedPeople: Map<string, string>;
}

export const newFakeGatewayState = (): FakeGatewayState => ({
  connections: new Map(),
  opensAtOnce: true,
  sent: [],
  edited: [],
  deleted: [],
  read: [],
  presences: [],
  media: new Map(),
  pictureHost: "",
  groups: new Map(),
  requests: new Map(),
  refusedPeople: new Map(),
});

export interface GatewayAnswer {
  status: number;
  /** Text is sent as it is, as the gateway does with most of its errors. */
  body: unknown;
  contentType?: string;
}

interface Asked {
  request: RecordedRequest;
  state: FakeGatewayState;
  phone: string;
  body: Json;
  query: URLSearchParams;
}

const ok = (body?: unknown): GatewayAnswer => ({ status: 200, body: body ?? "" });
const data = (body: unknown): GatewayAnswer => ok({ data: body });
const words = (status: number, text: string): GatewayAnswer => ({ status, body: text, contentType: "text/plain" });

/** What the gateway says to a valid request, and what it remembers of it. */
export function answerGateway(request: RecordedRequest, state: FakeGatewayState): GatewayAnswer {
  const url = new URL(request.path, "http://gateway");
  const phone = decodeURIComponent(url.pathname.split("/")[2] ?? "");
  const asked: Asked = { request, state, phone, body: (request.body ?? {}) as Json, query: url.searchParams };
  const operation = `${request.method} ${request.operation}`;
  const global = Object.hasOwn(globals, operation) ? globals[operation] : undefined;
  if (global) return global(asked);
  const connection = state.connections.get(phone);
  if (!connection) return words(404, "Phone number not found");
  if (!connection.isOpen) return words(404, "Phone number not connected");
  const handler = Object.hasOwn(handlers, operation) ? handlers[operation] : undefined;
  return handler ? handler(asked) : words(500, `${operation} is not played here`);
}

const BASE = "/connections/{phoneNumber}";

const globals: Record<string, (asked: Asked) => GatewayAnswer> = {
  "GET /status/auth": () => ok("OK"),
  [`POST ${BASE}`]: ({ state, phone, body }) => {
    const known = state.connections.get(phone);
    const { webhookUrl, webhookVerifyToken, ...options } = body;
    state.connections.set(phone, {
      webhookUrl: String(webhookUrl),
      webhookVerifyToken: String(webhookVerifyToken),
      options,
      isOpen: known?.isOpen ?? state.opensAtOnce,
    });
    return ok();
  },
  [`DELETE ${BASE}`]: ({ state, phone }) =>
    state.connections.delete(phone) ? ok() : words(404, "Phone number not found"),
  "GET /media/{messageId}": ({ request, state }) => {
    const bytes = state.media.get(request.path.split("/").at(-1) ?? "");
    return bytes ? { status: 200, body: bytes, contentType: "application/octet-stream" } : words(404, "NOT_FOUND");
  },
};

const group = ({ state, body, query }: Asked) => state.groups.get(String(body.jid ?? query.get("jid")));

/** Changes a group when there is one. */
const change =
  (work: (found: Json & { participants: FakeParticipant[] }, body: Json, asked: Asked) => GatewayAnswer | undefined) =>
  (asked: Asked): GatewayAnswer => {
    const found = group(asked);
    return found ? (work(found, asked.body, asked) ?? ok()) : words(500, "Something went wrong");
  };

const flags: Record<string, [string, boolean]> = {
  announcement: ["announce", true],
  not_announcement: ["announce", false],
  locked: ["restrict", true],
  unlocked: ["restrict", false],
};

const handlers: Record<string, (asked: Asked) => GatewayAnswer> = {
  [`POST ${BASE}/send-message`]: sendMessage,
  [`PATCH ${BASE}/messages`]: ({ state, body }) => {
    state.edited.push(body);
    return data({ key: body.key, messageTimestamp: now() });
  },
  [`DELETE ${BASE}/messages`]: ({ state, body }) => {
    state.deleted.push(body);
    return data({ key: body.key, messageTimestamp: now() });
  },
  [`POST ${BASE}/read-messages`]: ({ state, body }) => {
    state.read.push(body);
    return ok();
  },
  [`PATCH ${BASE}/presence`]: ({ state, body }) => {
    state.presences.push(body);
    return ok();
  },
  [`POST ${BASE}/on-whatsapp`]: ({ body }) => ok((body.jids as string[]).map((jid) => ({ jid, exists: true }))),
  [`GET ${BASE}/group-metadata`]: change((found) => ok(found)),
  [`POST ${BASE}/group-create`]: ({ state, body }) => {
    const id = `1203630${Date.now()}${randomBytes(1).readUInt8() % 10}@g.us`;
    const invited = (body.participants as string[]).filter((jid) => !state.refusedPeople.has(jid));
    const participants = invited.map((jid) => ({ id: `${jid.split("@")[0]}7@lid`, phoneNumber: jid, admin: null }));
    state.groups.set(id, { id, subject: body.subject, participants });
    return ok(state.groups.get(id));
  },
  [`POST ${BASE}/group-participants`]: change(changeParticipant),
  [`POST ${BASE}/group-subject`]: change((found, { subject }) => void Object.assign(found, { subject })),
  [`POST ${BASE}/group-description`]: change((found, { description }) => {
    delete found.desc;
    if (description !== undefined) found.desc = description;
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
  [`POST ${BASE}/group-setting-update`]: change((found, { setting }) => {
    const [name, value] = flags[String(setting)] ?? ["", false];
    found[name] = value;
    return undefined;
  }),
  [`POST ${BASE}/group-member-add-mode`]: change((found, { mode }) => {
    found.memberAddMode = mode === "all_member_add";
    return undefined;
  }),
  [`POST ${BASE}/group-join-approval-mode`]: change((found, { mode }) => {
    found.joinApprovalMode = mode === "on";
    return undefined;
  }),
  [`GET ${BASE}/group-invite-code`]: change((found) => {
    found.inviteCode ??= randomBytes(11).toString("hex");
    return data({ jid: found.id, inviteCode: found.inviteCode });
  }),
  [`POST ${BASE}/group-revoke-invite`]: change((found) => {
    found.inviteCode = randomBytes(11).toString("hex");
    return data({ jid: found.id, inviteCode: found.inviteCode });
  }),
  [`POST ${BASE}/group-accept-invite`]: ({ state, body }) => {
    const joined = [...state.groups.values()].find(({ inviteCode }) => inviteCode === body.code);
    return joined
      ? data({ groupJid: joined.joinApprovalMode === true ? null : joined.id })
      : words(500, "Something went wrong");
  },
  [`GET ${BASE}/group-request-participants-list`]: ({ state, query }) =>
    ok(state.requests.get(query.get("jid") ?? "") ?? []),
  [`POST ${BASE}/group-request-participants-update`]: ({ state, body }) => {
    const jid = String(body.jid);
    const people = body.participants as string[];
    const waiting = state.requests.get(jid) ?? [];
    state.requests.set(
      jid,
      waiting.filter((request) => !people.includes(request.jid)),
    );
    return ok(
      people.map((person) => ({ status: waiting.some((one) => one.jid === person) ? "200" : "404", jid: person })),
    );
  },
  [`POST ${BASE}/group-leave`]: ({ state, body }) =>
    state.groups.delete(String(body.jid)) ? ok() : words(500, "Something went wrong"),
};

const now = (): string => String(Math.floor(Date.now() / 1000));

/** A send with a key that is known ends as the first one did. */
function sendMessage({ state, body }: Asked): GatewayAnswer {
  const key = body.chatwootMessageId;
  const known = key === undefined ? undefined : state.sent.find((one) => one.body.chatwootMessageId === key);
  const id = known?.id ?? `3EB0${randomBytes(9).toString("hex").toUpperCase()}`;
  if (!known) state.sent.push({ id, body });
  return data({ key: { remoteJid: body.jid, fromMe: true, id }, messageTimestamp: now() });
}

function changeParticipant(found: { participants: FakeParticipant[] }, body: Json, { state }: Asked): GatewayAnswer {
  const jid = String(body.participant);
  const refused = state.refusedPeople.get(jid);
  if (refused) return ok([{ status: refused, jid, content: {} }]);
  const isThem = (one: FakeParticipant) => one.id === jid || one.phoneNumber === jid;
  const isIn = found.participants.some(isThem);
  if (body.action === "add") {
    if (isIn) return ok([{ status: "409", jid, content: {} }]);
    found.participants.push({ id: jid, phoneNumber: jid, admin: null });
  } else {
    if (!isIn) return ok([{ status: "404", jid, content: {} }]);
    if (body.action === "remove") found.participants = found.participants.filter((one) => !isThem(one));
    for (const one of found.participants.filter(isThem)) one.admin = body.action === "promote" ? "admin" : null;
  }
  return ok([{ status: "200", jid, content: {} }]);
}
