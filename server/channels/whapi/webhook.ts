import { createHash, timingSafeEqual } from "node:crypto";
import type { Channel, InboundEvent, RawRequest } from "../channel.ts";
import { asRecord, type Json, own } from "../json-fields.ts";
import { normaliseCall } from "./inbound/call.ts";
import { normaliseHealth, normaliseQr, normaliseUser } from "./inbound/connection.ts";
import { normaliseChatUpdate, normaliseContact, normaliseContactUpdate } from "./inbound/contact.ts";
import { normaliseGroup, normaliseGroupParticipants, normaliseGroupUpdate } from "./inbound/group.ts";
import { asList, asText } from "./inbound/json-fields.ts";
import { normaliseMessage } from "./inbound/message.ts";
import { normaliseMessageUpdate } from "./inbound/message-update.ts";
import { normalisePresence } from "./inbound/presence.ts";
import { normaliseStatus, readErrors } from "./inbound/status.ts";

/** What the provider posts. There is no signature: it sends a header of our choice along. */
export const webhook: NonNullable<Channel["webhook"]> = {
  headers: (secret) => ({ Authorization: `Bearer ${secret}` }),
  verify: (request, _settings, secret) => isBearer(request, secret),
  repeatKey,
  normalise,
  event(body) {
    const { event, ...data } = asRecord(body) ?? {};
    const kind = asRecord(event) ?? {};
    const named = [own(kind, "type"), own(kind, "event")].filter((part) => typeof part === "string");
    return { name: named.join(".") || "unknown", data };
  },
};

/** Compares digests, so that neither content nor length of the secret shows in the time it takes. */
function isBearer(request: RawRequest, secret: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return secret !== "" && timingSafeEqual(digest(request.headers.authorization ?? ""), digest(`Bearer ${secret}`));
}

/**
 * The same bytes twice are a repeat when the body holds nothing but messages and statuses, all with ids. Polls are not:
 * their totals may return to what they were. Neither are typing, connection or group changes.
 */
function repeatKey(body: unknown, raw: Buffer): string | null {
  const record = asRecord(body);
  if (!record) return null;
  const { messages, statuses, event: _event, channel_id: _channel, ...others } = record;
  if (Object.keys(others).length > 0) return null;
  const elements = [messages ?? [], statuses ?? []];
  if (!elements.every(Array.isArray) || elements.flat().length === 0) return null;
  const isIdempotent = (element: unknown) => {
    const item = asRecord(element);
    return item !== undefined && typeof item.id === "string" && item.id !== "" && item.type !== "poll";
  };
  return elements.flat().every(isIdempotent) ? createHash("sha256").update(raw).digest("hex") : null;
}

type Element = (element: unknown, what: string) => InboundEvent[];
type Member = (value: unknown, body: Json) => InboundEvent[];

/** Runs over the elements one by one: whatever is wrong with one stays with it. */
const each =
  (name: string, normaliseElement: Element): Member =>
  (value) => {
    const elements = asList(value) ?? loneElement(value);
    if (!elements) return [{ type: "unusable", what: name, reason: "is not a list" }];
    return elements.flatMap((element, index) =>
      guarded(`${name}[${index}]`, () => normaliseElement(element, `${name}[${index}]`)),
    );
  };

/** One element where a list should be: an object with an id, or the id alone. */
const loneElement = (value: unknown): unknown[] | undefined =>
  asRecord(value) || typeof value === "string" ? [value] : undefined;

const noted =
  (what: string): Member =>
  (value) =>
    asList(value)?.length === 0 ? [] : [{ type: "ignored", what }];

const removed: Element = (element, what) => {
  const record = asRecord(element);
  const messageId = asText(record ? own(record, "id") : element);
  return messageId
    ? [{ type: "delete", messageId, at: null }]
    : [{ type: "unusable", what, reason: "is not a message id" }];
};

/** Every member a body may have, in the order in which they are applied: what names somebody before what needs them. */
const members: Record<string, Member> = {
  contacts: each("contacts", normaliseContact),
  contacts_updates: each("contacts_updates", normaliseContactUpdate),
  groups: each("groups", normaliseGroup),
  groups_updates: each("groups_updates", normaliseGroupUpdate),
  groups_participants: each("groups_participants", normaliseGroupParticipants),
  messages: each("messages", normaliseMessage),
  messages_updates: each("messages_updates", normaliseMessageUpdate),
  messages_removed: each("messages_removed", removed),
  statuses: each("statuses", normaliseStatus),
  presences: each("presences", normalisePresence),
  calls: each("calls", normaliseCall),
  chats_updates: each("chats_updates", normaliseChatUpdate),
  health: normaliseHealth,
  qr: normaliseQr,
  user: normaliseUser,
  // Emptying a chat on the phone tidies that phone; what was said stays on record here.
  messages_removed_all: (value) => (value ? [{ type: "ignored", what: "chat cleared on the phone" }] : []),
  chats: noted("chats"),
  chats_removed: noted("chats removed"),
  labels: noted("labels"),
  labels_removed: noted("labels removed"),
  errors: (value, body) =>
    own(body, "health") ? [] : [{ type: "ignored", what: `errors: ${readErrors(value) ?? "without text"}` }],
};

/**
 * All events of one body. The content decides, never `event`: its form differs between the provider's description and
 * its samples, and it may be missing.
 */
function normalise(body: unknown): InboundEvent[] {
  const record = asRecord(body);
  if (!record) return [{ type: "unusable", what: "body", reason: "is not an object" }];
  const known = Object.keys(members).filter((name) => own(record, name) != null);
  const strange = Object.keys(record).filter(
    (name) => !Object.hasOwn(members, name) && name !== "event" && name !== "channel_id",
  );
  const events = known.flatMap((name) => guarded(name, () => members[name]?.(own(record, name), record) ?? []));
  const leftOver = strange.map((name): InboundEvent => {
    const what = asText(name.slice(0, 100)) ?? "?";
    return known.length > 0 ? { type: "ignored", what } : { type: "unusable", what, reason: "is of an unknown kind" };
  });
  return [...events, ...leftOver];
}

/** The last resort: a mistake of ours in one element must not cost its neighbours. */
function guarded(what: string, work: () => InboundEvent[]): InboundEvent[] {
  try {
    return work();
  } catch (error) {
    return [{ type: "unusable", what, reason: error instanceof Error ? error.message : String(error) }];
  }
}
