import { randomBytes } from "node:crypto";
import type { RecordedRequest } from "./fake-baileys-api.ts";
import { groupHandlers, ownIds } from "./fake-baileys-api-groups.ts";
import { sentEvents } from "./fake-baileys-api-reports.ts";
import {
  type Asked,
  BASE,
  data,
  type FakeGatewayState,
  type GatewayAnswer,
  ok,
  words,
} from "./fake-baileys-api-state.ts";

type Json = Record<string, unknown>;

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
  ...groupHandlers,
};

const now = (): string => String(Math.floor(Date.now() / 1000));

/** A send with a key that is known ends as the first one did. */
function sendMessage({ state, body, phone }: Asked): GatewayAnswer {
  const key = body.chatwootMessageId;
  const known = key === undefined ? undefined : state.sent.find((one) => one.body.chatwootMessageId === key);
  const id = known?.id ?? `3EB0${randomBytes(9).toString("hex").toUpperCase()}`;
  if (!known) {
    state.sent.push({ id, body });
    const members = state.groups.get(String(body.jid))?.participants ?? [];
    const readers = members.filter((member) => member.id !== ownIds(phone).id);
    state.outbox.push(...sentEvents(body, { id, readers }));
  }
  return data({ key: { remoteJid: body.jid, fromMe: true, id }, messageTimestamp: now() });
}
