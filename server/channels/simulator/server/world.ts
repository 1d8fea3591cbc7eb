import { randomUUID } from "node:crypto";
import type { SimulatorEvent, WireAttachment } from "../wire.ts";
import {
  type SimulatedGroup,
  type SimulatedMessage,
  type SimulatorState,
  wireChat,
  wirePerson,
} from "./simulator-state.ts";
import type { WebhookPoster } from "./webhook-poster.ts";

/** Everything both doors share: the provider's API (the inbox) and the control API (the player). */
export interface World {
  state: SimulatorState;
  poster: WebhookPoster;
  /** Tells open pages to look again. */
  changed(): void;
  /** Address under which media can be fetched. */
  mediaUrl(id: string): string;
}

/** Refusal with the provider's words. */
export class Refusal extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

export const seconds = (): number => Math.floor(Date.now() / 1000);

type NewMessage = Pick<SimulatedMessage, "chat" | "from" | "text"> &
  Partial<Omit<SimulatedMessage, "id" | "votes" | "reactions" | "readers">>;

/** Stores a message and posts it. */
export function addMessage(world: World, message: NewMessage): SimulatedMessage {
  const stored: SimulatedMessage = {
    attachments: [],
    time: seconds(),
    status: "sent",
    edited: false,
    deleted: false,
    ...message,
    id: `sim-${randomUUID()}`,
    votes: new Map(),
    reactions: new Map(),
    readers: new Set(),
  };
  world.state.messages.set(stored.id, stored);
  world.poster.post(messageEvent(world.state, stored));
  world.changed();
  return stored;
}

function messageEvent(state: SimulatorState, message: SimulatedMessage): SimulatorEvent {
  const { id, via, time, text, attachments, quoted_id, mentions, location, contact, poll } = message;
  const from = message.from === null ? null : wirePerson(state, message.from);
  return {
    kind: "message",
    id,
    chat: wireChat(state, message.chat),
    from,
    via,
    time,
    text,
    attachments,
    quoted_id,
    mentions,
    location,
    contact,
    poll,
  };
}

export function storeMedia(
  world: World,
  file: { kind: WireAttachment["kind"]; fileName: string; contentType: string; bytes: Buffer; seconds?: number },
): WireAttachment {
  const id = randomUUID();
  world.state.media.set(id, { bytes: file.bytes, contentType: file.contentType, fileName: file.fileName });
  return {
    kind: file.kind,
    url: world.mediaUrl(id),
    media_id: id,
    file_name: file.fileName,
    content_type: file.contentType,
    size: file.bytes.length,
    seconds: file.seconds,
  };
}

export function getMessage({ state }: World, id: string): SimulatedMessage {
  const message = state.messages.get(id);
  if (!message) throw new Refusal(404, "No such message");
  return message;
}

export function getGroup({ state }: World, id: string): SimulatedGroup {
  const group = state.groups.get(id);
  if (!group) throw new Refusal(404, "No such group");
  return group;
}

/** Status only moves forward. */
export function setStatus(
  world: World,
  message: SimulatedMessage,
  status: SimulatedMessage["status"],
  reason?: string,
): void {
  const order = ["sent", "delivered", "read"];
  if (status !== "failed" && order.indexOf(status) <= order.indexOf(message.status) && status !== "sent") return;
  message.status = status;
  world.poster.post({ kind: "status", message_id: message.id, status, time: seconds(), reason });
  world.changed();
}

/** What one member of a group did with a message of the inbox. */
export function postReceipt(
  { state, poster, changed }: World,
  message: SimulatedMessage,
  { phone, status }: { phone: string; status: "delivered" | "read" },
): void {
  const reader = wirePerson(state, phone);
  if (status === "read") message.readers.add(phone);
  poster.post({ kind: "receipt", message_id: message.id, reader, status, time: seconds() });
  changed();
}

export function setReaction(world: World, message: SimulatedMessage, from: string | null, emoji: string): void {
  const key = from ?? "us";
  if (emoji === "") message.reactions.delete(key);
  else message.reactions.set(key, emoji);
  const { state } = world;
  const chat = wireChat(state, message.chat);
  world.poster.post({
    kind: "reaction",
    id: randomUUID(),
    message_id: message.id,
    chat,
    from: from === null ? null : wirePerson(state, from),
    emoji,
    time: seconds(),
  });
  world.changed();
}

export function setText(world: World, message: SimulatedMessage, text: string): void {
  message.text = text;
  message.edited = true;
  world.poster.post({ kind: "edit", message_id: message.id, text, time: seconds() });
  world.changed();
}

export function setDeleted(world: World, message: SimulatedMessage): void {
  message.deleted = true;
  world.poster.post({ kind: "delete", message_id: message.id, time: seconds() });
  world.changed();
}

export function setConnection(world: World, connection: SimulatorState["connection"], error?: string): void {
  world.state.connection = connection;
  const qr = connection === "qr" ? { qr: `simulator:link:${randomUUID()}` } : {};
  world.poster.post({ kind: "connection", state: connection, error, ...qr });
  world.changed();
}

/** A group as it stands, with every member. */
export function groupSnapshot(state: SimulatorState, group: SimulatedGroup) {
  const members = [...group.members].map(([phone, role]) => ({
    person: wirePerson(state, phone),
    change: "present" as const,
    role,
  }));
  return { id: group.id, name: group.name, description: group.description, settings: group.settings, members };
}
