import { randomBytes } from "node:crypto";

type Json = Record<string, unknown>;

/** An event as the gateway posts it, without its token. */
export interface GatewayEvent {
  event: string;
  data: unknown;
  awaitResponse?: boolean;
}

/** Somebody of a group, as events name them. */
export interface Named {
  id: string;
  phoneNumber?: string;
}

const seconds = (): string => String(Math.floor(Date.now() / 1000));
const newId = (): string => randomBytes(10).toString("hex").toUpperCase();

/** Who came, went or has another role. The network tells it twice: as an event, and as a notice in the chat. */
export function participantEvents(
  group: string,
  { author, people, action }: { author: Named; people: Named[]; action: "add" | "remove" | "promote" | "demote" },
): GatewayEvent[] {
  const participants = people.map((one) => ({ ...one, admin: action === "promote" ? "admin" : null }));
  const isLeaving = action === "remove" && people.some(({ id }) => id === author.id);
  const stub = isLeaving ? "GROUP_PARTICIPANT_LEAVE" : `GROUP_PARTICIPANT_${action.toUpperCase()}`;
  return [
    { event: "group-participants.update", data: { id: group, author: author.id, participants, action } },
    notice(group, author, { stub, parameters: participants.map((one) => JSON.stringify(one)) }),
  ];
}

/** Fields of a group that are different now, and the notice about it where there is one. */
export function groupEvents(
  group: string,
  author: Named,
  { change, stub, parameters }: { change: Json; stub?: string; parameters?: unknown[] },
): GatewayEvent[] {
  const update: GatewayEvent = { event: "groups.update", data: [{ id: group, author: author.id, ...change }] };
  return stub ? [update, notice(group, author, { stub, parameters: parameters ?? [] })] : [update];
}

/** A message without content that says what was done; times of these are text. */
export function notice(
  group: string,
  author: Named,
  { stub, parameters }: { stub: string; parameters: unknown[] },
): GatewayEvent {
  const message = {
    key: { remoteJid: group, fromMe: false, id: newId(), participant: author.id },
    messageTimestamp: seconds(),
    participant: author.id,
    messageStubType: stub,
    messageStubParameters: parameters,
  };
  return { event: "messages.upsert", data: { messages: [message], type: "append" } };
}

/** What was sent through the gateway comes back, then its ticks; in a group one for each member. */
export function sentEvents(body: Json, { id, readers }: { id: string; readers: Named[] }): GatewayEvent[] {
  const key = { remoteJid: body.jid, fromMe: true, id };
  const { text } = body.messageContent as { text?: string };
  const message = { key, messageTimestamp: seconds(), status: "PENDING", message: { conversation: text ?? "" } };
  const received = (reader: Named) => ({
    key: { ...key, participant: reader.id },
    receipt: { userJid: reader.id, receiptTimestamp: Number(seconds()) },
  });
  return [
    { event: "messages.upsert", data: { messages: [message], type: "append" } },
    { event: "messages.update", data: [{ key, update: { status: 2 } }], awaitResponse: true },
    ...(readers.length > 0 ? [{ event: "message-receipt.update", data: readers.map(received) }] : []),
  ];
}
