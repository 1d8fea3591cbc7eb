import type { InboundEvent } from "../../channel.ts";
import { asFlag, asRecord, type Json, own } from "../../json-fields.ts";
import { messageId, readChat, readPerson } from "./address.ts";
import { normaliseConnection } from "./connection.ts";
import { normaliseContact, normaliseMapping } from "./contact.ts";
import {
  normaliseGroup,
  normaliseGroupActivity,
  normaliseGroupUpdate,
  normaliseJoinRequest,
  normaliseParticipants,
} from "./group.ts";
import { asList, asText } from "./json-fields.ts";
import { normaliseMessage } from "./message.ts";
import { normalisePresence } from "./presence.ts";
import { normaliseReceipt, normaliseUpdate } from "./receipts.ts";

type Element = (element: unknown, what: string) => InboundEvent[];
type Reader = (data: unknown, what: string) => InboundEvent[];

/** Runs over the elements one by one: whatever is wrong with one stays with it. */
const each =
  (normalise: Element): Reader =>
  (data, what) => {
    if (!Array.isArray(data)) return [{ type: "unusable", what, reason: "is not a list" }];
    return data.flatMap((element, index) => guarded(`${what}[${index}]`, normalise, element));
  };

const single =
  (normalise: (data: Json, what: string) => InboundEvent[]): Reader =>
  (data, what) => {
    const record = asRecord(data);
    return record ? normalise(record, what) : [{ type: "unusable", what, reason: "is not an object" }];
  };

/** The list under a name of `data`. */
const listed =
  (name: string, normalise: Element): Reader =>
  (data, what) =>
    each(normalise)(own(asRecord(data), name), what);

/** A list, or one element where the library sends one alone. */
const oneOrMore =
  (normalise: Element): Reader =>
  (data, what) =>
    each(normalise)(Array.isArray(data) ? data : [data], what);

const readers: Record<string, Reader> = {
  "messages.upsert": listed("messages", normaliseMessage),
  "messages.update": each(normaliseUpdate),
  "messages.reaction": each(normaliseReaction),
  "messages.delete": readDeletions,
  "message-receipt.update": each(normaliseReceipt),
  "groups.update": each(normaliseGroupUpdate),
  "groups.upsert": each(normaliseGroup),
  "groups.activity": each(normaliseGroupActivity),
  "group-participants.update": single(normaliseParticipants),
  "group.join-request": single(normaliseJoinRequest),
  "presence.update": single(normalisePresence),
  "connection.update": single(normaliseConnection),
  "contacts.upsert": each(normaliseContact),
  "contacts.update": each(normaliseContact),
  "lid-mapping.update": oneOrMore(normaliseMapping),
  "messaging-history.set": readHistory,
};

/** All events of one body. A kind nobody knows is of no consequence: the gateway forwards whatever it was told to. */
export function normaliseEvent(body: Json): InboundEvent[] {
  const event = asText(own(body, "event"))?.slice(0, 100);
  if (!event) return [{ type: "unusable", what: "body", reason: "names no event" }];
  const read = Object.hasOwn(readers, event) ? readers[event] : undefined;
  if (!read) return [{ type: "ignored", what: event }];
  return guarded(event, read, own(body, "data"));
}

/** The last resort: a mistake of ours in one element must not cost its neighbours. */
function guarded(what: string, normalise: Element, element: unknown): InboundEvent[] {
  try {
    return normalise(element, what);
  } catch (error) {
    return [{ type: "unusable", what, reason: error instanceof Error ? error.message : String(error) }];
  }
}

/** Our own phone emptied a chat (`{jid, all}`), or removed messages for itself: what was said stays on record here. */
function readDeletions(data: unknown, what: string): InboundEvent[] {
  return asRecord(data)
    ? [{ type: "ignored", what: "messages removed from our phone" }]
    : [{ type: "unusable", what, reason: "is not an object" }];
}

/** One element of `messages.reaction`: the same as a reaction in `messages.upsert`, where servers forward it. */
function normaliseReaction(element: unknown, what: string): InboundEvent[] {
  const entry = asRecord(element);
  const reaction = asRecord(own(entry, "reaction"));
  const target = messageId(own(asRecord(own(entry, "key")), "id"));
  const key = asRecord(own(reaction, "key"));
  const id = messageId(own(key, "id"));
  const chat = readChat(own(key, "remoteJid"), own(key, "remoteJidAlt"));
  if (!target || !id || !chat) return [{ type: "unusable", what, reason: "is a reaction to no message" }];
  const author = [own(key, "participant"), own(key, "participantAlt")];
  const sender = asFlag(own(key, "fromMe")) === true ? null : chat.type === "group" ? readPerson(author) : chat.person;
  if (sender === undefined) return [{ type: "unusable", what, reason: "is a reaction of nobody" }];
  return [
    { type: "reaction", id, messageId: target, chat, sender, emoji: asText(own(reaction, "text")) ?? "", at: null },
  ];
}

/** Of an old history only who is who is taken over; its messages belong to a time before this inbox. */
function readHistory(data: unknown, what: string): InboundEvent[] {
  const mappings = asList(own(asRecord(data), "lidPnMappings")).flatMap((element, index) =>
    guarded(`${what}.lidPnMappings[${index}]`, normaliseMapping, element),
  );
  return [...mappings, { type: "ignored", what: "history" }];
}
