import { randomBytes } from "node:crypto";
import type { RecordedRequest } from "./fake-whapi.ts";
import { type FakeGroupState, groupHandlers, newFakeGroupState } from "./fake-whapi-groups.ts";
import { messageReport, statusReport } from "./fake-whapi-reports.ts";

type Json = Record<string, unknown>;

export interface FakeState extends FakeGroupState {
  /** Digits of our own number. */
  phone: string;
  /** Webhooks about what was just done; posted where the fake was started to report. */
  outbox: Json[];
  /** Why webhooks could not be posted. */
  unreported: string[];
  /** `AUTH` is a linked phone; with `QR` a code is offered. */
  status: string;
  settings: {
    webhooks: { url: string; headers?: Record<string, string>; events?: unknown[] }[];
    media?: Json;
    callback_persist?: boolean;
  };
  /** What was sent, by message id: the accepted requests in order. */
  sent: { id: string; path: string; body: Json }[];
  reactions: Map<string, string>;
  deleted: string[];
  read: string[];
  media: Map<string, { bytes: Buffer; contentType: string }>;
}

export const newFakeState = (phone = "12025550100"): FakeState => ({
  phone,
  outbox: [],
  unreported: [],
  status: "AUTH",
  settings: { webhooks: [] },
  sent: [],
  reactions: new Map(),
  deleted: [],
  read: [],
  media: new Map(),
  ...newFakeGroupState(),
});

interface Answer {
  status: number;
  body: unknown;
  contentType?: string;
}

const ok = (body: unknown): Answer => ({ status: 200, body });
const refuse = (code: number, message: string): Answer => ({ status: code, body: { error: { code, message } } });

/** What the provider says to a valid request, and what it remembers of it. */
export function answerWhapi(request: RecordedRequest, state: FakeState): Answer {
  const operation = `${request.method} ${request.operation}`;
  const handler = Object.hasOwn(handlers, operation) ? handlers[operation] : undefined;
  if (handler) return handler(request, state);
  if (request.method === "POST" && request.operation?.startsWith("/messages/")) return sendMessage(request, state);
  return refuse(500, `${operation} is not played here`);
}

const lastPart = ({ path }: RecordedRequest, fromEnd = 1): string =>
  decodeURIComponent(new URL(path, "http://provider").pathname.split("/").at(-fromEnd) ?? "");

const handlers: Record<string, (request: RecordedRequest, state: FakeState) => Answer> = {
  "GET /health": (_request, state) => ok(health(state)),
  "GET /settings": (_request, state) => ok(state.settings),
  "GET /settings/events": () => ok(offeredEvents),
  "PATCH /settings": (request, state) => {
    const before = structuredClone(state.settings);
    Object.assign(state.settings, request.body);
    return ok({
      before_update: before,
      after_update: state.settings,
      changes: Object.keys(request.body as Json).filter((key) => key !== "offline_mode"),
    });
  },
  "GET /users/login": (_request, state) =>
    state.status === "AUTH"
      ? refuse(409, "Channel is already authenticated")
      : ok({
          status: "OK",
          base64: "data:image/png;base64,iVBORw0KGgo=",
          rowdata: "2@invented,code,to-scan",
          expire: 20,
        }),
  "GET /users/login/{PhoneNumber}": (_request, state) =>
    state.status === "AUTH" ? refuse(409, "Channel is already authenticated") : ok({ code: "W7KX-2M4P" }),
  "POST /users/logout": (_request, state) => {
    if (state.status !== "AUTH") return refuse(409, "Channel is not authenticated");
    state.status = "QR";
    return ok({ success: true });
  },
  "PUT /messages/{MessageID}": (request, state) => {
    state.read.push(lastPart(request));
    return ok({ success: true });
  },
  "DELETE /messages/{MessageID}": (request, state) => {
    state.deleted.push(lastPart(request));
    return ok({ success: true });
  },
  "PUT /messages/{MessageID}/reaction": (request, state) => {
    state.reactions.set(lastPart(request, 2), String((request.body as Json).emoji ?? ""));
    return ok({ success: true });
  },
  "PUT /presences/{EntryID}": () => ok({ success: true }),
  "GET /media/{MediaID}": (request, state) => {
    const media = state.media.get(lastPart(request));
    return media
      ? { status: 200, body: media.bytes, contentType: media.contentType }
      : refuse(404, "Specified media not found");
  },
  ...groupHandlers,
};

function sendMessage(request: RecordedRequest, state: FakeState): Answer {
  if (state.status !== "AUTH") return refuse(401, "Channel not authorized");
  const body = request.body as Json;
  const media = (request.operation ?? "").replace("/messages/", "");
  if ("media" in body && !/^(data:[\w.+/;=-]+;base64,[A-Za-z0-9+/]+=*|https?:\/\/\S+)$/.test(String(body.media)))
    return refuse(400, `Wrong request parameters: ${media} needs media`);
  const id = typeof body.edit === "string" ? body.edit : messageId();
  state.sent.push({ id, path: request.path, body });
  const message = {
    id,
    from_me: true,
    type: media,
    chat_id: chatId(String(body.to)),
    timestamp: Math.floor(Date.now() / 1000),
    source: "api",
    status: "pending",
  };
  reportSent({ ...message, from: state.phone, [media]: { body: body.body } }, state);
  return ok({ sent: true, message });
}

/** The echo of the message, then its ticks; in a group one for each member. */
function reportSent(message: Json & { id: string; chat_id: string }, state: FakeState): void {
  const { id, chat_id } = message;
  const members = state.groups.get(chat_id)?.participants ?? [];
  const readers = members.flatMap((member) => (member.id === state.phone ? [] : [{ viewer_id: member.id }]));
  state.outbox.push(messageReport(message), statusReport({ id, status: "sent", recipient_id: chat_id }));
  for (const reader of chat_id.endsWith("@g.us") ? readers : [{}])
    state.outbox.push(statusReport({ id, status: "delivered", recipient_id: chat_id, ...reader }));
}

const chatId = (to: string): string => (to.includes("@") ? to : `${to}@s.whatsapp.net`);

/** Ids as the provider gives them to messages sent through it, e.g. `t7QgwgMJYF7-wcxU4gmOYW`. */
const messageId = (): string => `${alphanumeric(11)}-w${alphanumeric(9)}`;
const alphanumeric = (length: number): string =>
  randomBytes(length * 2)
    .toString("base64")
    .replaceAll(/[^A-Za-z0-9]/g, "0")
    .slice(0, length);

const codes: Record<string, number> = { NOT_INIT: 0, INIT: 1, LAUNCH: 2, QR: 3, AUTH: 4, ERROR: 5, SYNC_ERROR: 6 };

const health = ({ status, phone }: FakeState): Json => ({
  start_at: 1_762_420_000,
  uptime: 60,
  version: "1.8.7",
  status: { code: codes[status] ?? 5, text: status },
  ...(status === "AUTH" ? { user: { id: phone, name: "Harbor Lane Support" } } : {}),
});

const offeredEvents = Object.entries({
  messages: ["post", "put", "patch", "delete"],
  statuses: ["post", "put"],
  chats: ["post", "put", "patch", "delete"],
  contacts: ["post", "patch"],
  groups: ["post", "put", "patch"],
  presences: ["post"],
  channel: ["post", "patch"],
  users: ["post", "delete"],
  labels: ["post", "delete"],
  calls: ["post"],
}).flatMap(([type, methods]) => methods.map((method) => ({ type, method })));
