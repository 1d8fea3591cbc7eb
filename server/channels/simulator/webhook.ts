import { createHash, timingSafeEqual } from "node:crypto";
import type { Channel, InboundAttachment, InboundChat, InboundEvent } from "../channel.ts";
import type { InboundPerson } from "../inbound-person.ts";
import { type SimulatorEvent, simulatorEvent, type WireChat, type WirePerson } from "./wire.ts";

const HEADER = "x-simulator-secret";

export const webhook: NonNullable<Channel["webhook"]> = {
  headers: (secret) => ({ [HEADER]: secret }),
  verify(request, _settings, secret) {
    const digest = (text: string) => createHash("sha256").update(text).digest();
    return secret !== "" && timingSafeEqual(digest(request.headers[HEADER] ?? ""), digest(secret));
  },
  repeatKey(body, raw) {
    const list = events(body);
    const idempotent = new Set(["message", "status"]);
    const isIdempotent = (event: unknown) =>
      simulatorEvent.safeParse(event).success && idempotent.has((event as SimulatorEvent).kind);
    return list && list.length > 0 && list.every(isIdempotent) ? createHash("sha256").update(raw).digest("hex") : null;
  },
  event: (body) => ({ name: "events", data: events(body) ?? [] }),
  normalise(body) {
    const list = events(body);
    if (!list) return [{ type: "unusable", what: "body", reason: "has no list of events" }];
    return list.map((element, index): InboundEvent => {
      const unknown = readUnknownMessage(element);
      if (unknown) return unknown;
      const parsed = simulatorEvent.safeParse(element);
      if (parsed.success) return read(parsed.data);
      return { type: "unusable", what: `events[${index}]`, reason: reason(parsed.error.issues[0]) };
    });
  },
};

function events(body: unknown): unknown[] | null {
  const list = typeof body === "object" && body !== null && "events" in body ? body.events : null;
  return Array.isArray(list) ? list : null;
}

const reason = (issue: { path: PropertyKey[]; message: string } | undefined): string =>
  issue ? `${issue.path.map(String).join(".") || "element"}: ${issue.message}` : "is not understood";

/** A message with content of a new kind (`content_type`) is shown as unsupported. */
function readUnknownMessage(element: unknown): InboundEvent | null {
  if (typeof element !== "object" || element === null || !("content_type" in element)) return null;
  const { content_type: type, ...rest } = element as { content_type: unknown; [key: string]: unknown };
  const parsed = simulatorEvent.safeParse({ ...rest, text: null });
  if (!parsed.success || parsed.data.kind !== "message" || typeof type !== "string") return null;
  return {
    ...readMessage(parsed.data),
    unsupported: { type: type.slice(0, 100).replaceAll("\u0000", "").toWellFormed(), raw: null },
  };
}

const at = (seconds: number): number => seconds * 1000;

function read(event: SimulatorEvent): InboundEvent {
  switch (event.kind) {
    case "message":
      return readMessage(event);
    case "status":
      return {
        type: "status",
        messageId: event.message_id,
        status: event.status,
        at: at(event.time),
        ...(event.reason ? { error: event.reason } : {}),
      };
    case "receipt":
      return {
        type: "receipt",
        messageId: event.message_id,
        reader: readPerson(event.reader),
        status: event.status,
        at: at(event.time),
      };
    case "edit":
      return { type: "edit", messageId: event.message_id, text: event.text, at: at(event.time) };
    case "delete":
      return { type: "delete", messageId: event.message_id, at: at(event.time) };
    case "reaction":
      return {
        type: "reaction",
        id: event.id,
        messageId: event.message_id,
        chat: readChat(event.chat),
        sender: event.from && readPerson(event.from),
        emoji: event.emoji,
        at: at(event.time),
      };
    case "poll_totals":
      return { type: "poll_vote", messageId: event.message_id, results: event.results, at: at(event.time) };
    case "typing":
      return { type: "typing", chat: readChat(event.chat), state: event.state };
    case "read_by_us":
      return { type: "read_by_us", messageId: event.message_id, at: at(event.time) };
    case "contact":
      return { type: "contact", person: readPerson(event.person) };
    case "group":
      return readGroup(event);
    case "connection": {
      const { kind: _, ...connection } = event;
      return { type: "connection", ...connection };
    }
  }
}

function readMessage(event: Extract<SimulatorEvent, { kind: "message" }>): Extract<InboundEvent, { type: "message" }> {
  const origin = event.from ? "incoming" : (event.via ?? "phone");
  const attachments: InboundAttachment[] = event.attachments.map((file) => ({
    kind: file.kind,
    ...(file.url ? { url: file.url } : {}),
    mediaId: file.media_id,
    fileName: file.file_name,
    contentType: file.content_type,
    size: file.size,
    ...(file.seconds ? { meta: { seconds: file.seconds } } : {}),
  }));
  if (event.location) attachments.push(readLocation(event.location));
  if (event.contact)
    attachments.push({
      kind: "contact",
      title: event.contact.phone ?? event.contact.name,
      meta: { ...event.contact, firstName: event.contact.name },
    });
  const isEmpty = event.text === null && attachments.length === 0 && !event.poll;
  return {
    type: "message",
    id: event.id,
    chat: readChat(event.chat),
    sender: event.from && readPerson(event.from),
    origin,
    at: at(event.time),
    text: event.text === null ? (event.poll?.title ?? null) : event.text,
    attachments,
    ...(event.quoted_id ? { quotedId: event.quoted_id } : {}),
    ...(event.mentions?.length ? { mentions: event.mentions } : {}),
    ...(event.forwarded ? { forwarded: true } : {}),
    ...(isEmpty ? { unsupported: { type: "empty", raw: null } } : {}),
    ...(event.poll
      ? { extra: { poll: { ...event.poll, results: event.poll.options.map((name) => ({ name, count: 0 })) } } }
      : {}),
  };
}

function readLocation(location: {
  latitude: number;
  longitude: number;
  name?: string;
  address?: string;
}): InboundAttachment {
  const title = [location.name, location.address].filter(Boolean).join(", ");
  const { latitude, longitude, ...meta } = location;
  return {
    kind: "location",
    latitude,
    longitude,
    ...(title ? { title } : {}),
    ...(Object.keys(meta).length > 0 ? { meta } : {}),
  };
}

function readGroup(event: Extract<SimulatorEvent, { kind: "group" }>): InboundEvent {
  const {
    kind: _,
    time,
    members,
    members_are_complete: complete,
    invite_code: code,
    is_new: isNew,
    by,
    ...rest
  } = event;
  return {
    type: "group",
    ...rest,
    ...(code ? { inviteCode: code } : {}),
    ...(by ? { by: readPerson(by) } : {}),
    ...(isNew ? { isNew } : {}),
    ...(members ? { members: members.map((member) => ({ ...member, person: readPerson(member.person) })) } : {}),
    ...(complete === undefined ? {} : { membersAreComplete: complete }),
    at: at(time),
  };
}

function readPerson({ phone, name, avatar_url: avatarUrl }: WirePerson): InboundPerson {
  return {
    identities: [{ kind: "phone", value: `+${phone}` }],
    ...(name ? { name: name } : {}),
    ...(avatarUrl ? { avatarUrl } : {}),
  };
}

function readChat(chat: WireChat): InboundChat {
  if ("person" in chat) return { type: "individual", person: readPerson(chat.person) };
  return { type: "group", id: chat.group.id, ...(chat.group.name ? { name: chat.group.name } : {}) };
}
