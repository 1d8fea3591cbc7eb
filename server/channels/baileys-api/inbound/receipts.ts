import type { InboundEvent } from "../../channel.ts";
import { asFlag, asRecord, type Json, own } from "../../json-fields.ts";
import { messageId, readPerson } from "./address.ts";
import { asList, asNumber, asText, asTime } from "./json-fields.ts";
import { editedText } from "./protocol.ts";
import { stubName } from "./stub-name.ts";

/** `WAMessageStatus`: what happened to a message of ours; 1 is waiting for the server. */
const states = ["failed", "sent", "sent", "delivered", "read", "read"] as const;
/** The same by their words, as they stand in what the gateway writes itself. */
const words = ["ERROR", "PENDING", "SERVER_ACK", "DELIVERY_ACK", "READ", "PLAYED"];

/** One element of `messages.update`: how far a message got, an edit, or a deletion. */
export function normaliseUpdate(element: unknown, what: string): InboundEvent[] {
  const entry = asRecord(element);
  const update = asRecord(own(entry, "update"));
  const id = messageId(own(asRecord(own(entry, "key")), "id"));
  if (!update || !id) return [{ type: "unusable", what, reason: update ? "has no key.id" : "has no update" }];
  const at = asTime(own(update, "messageTimestamp"));
  const events = [...changeOf(update, id, at), ...statusOf(update, id)];
  return events.length > 0 ? events : [{ type: "ignored", what: "message update" }];
}

function changeOf(update: Json, id: string, at: number | null): InboundEvent[] {
  const stub = stubName(own(update, "messageStubType"));
  if (own(update, "message") === null && stub === "REVOKE") return [{ type: "delete", messageId: id, at }];
  const message = asRecord(own(update, "message"));
  const edited = message && asRecord(own(message, "editedMessage"));
  const text = edited && editedText(own(edited, "message") ?? edited);
  return text === undefined ? [] : [{ type: "edit", messageId: id, text, at }];
}

function statusOf(update: Json, id: string): InboundEvent[] {
  const told = own(update, "status");
  if (told === undefined || told === null) return [];
  const status = states[asNumber(told) ?? words.indexOf(String(told).toUpperCase())];
  if (!status) return [{ type: "unusable", what: "messages.update", reason: "has an unknown status" }];
  if (status !== "failed") return [{ type: "status", messageId: id, status, at: null }];
  const parameters = asList(own(update, "messageStubParameters")).flatMap((value) => asText(value) ?? []);
  const error = explain(parameters);
  return [{ type: "status", messageId: id, status, at: null, ...(error && { error }) }];
}

/** 463: the account may not write to people who have not written to it. */
function explain([code, ...words]: string[]): string | undefined {
  if (!code) return undefined;
  const text = [code, ...words].join(": ").slice(0, 500);
  return code === "463" ? `WhatsApp does not let this number start new chats at the moment (${text})` : text;
}

/** One element of `message-receipt.update`: a member of a group received or read a message of ours. */
export function normaliseReceipt(element: unknown, what: string): InboundEvent[] {
  const entry = asRecord(element);
  const key = asRecord(own(entry, "key"));
  const receipt = asRecord(own(entry, "receipt"));
  const id = messageId(own(key, "id"));
  if (!id || !receipt) return [{ type: "unusable", what, reason: id ? "has no receipt" : "has no key.id" }];
  // The customer's own messages have receipts of other members as well; they are nobody's ticks.
  if (asFlag(own(key, "fromMe")) !== true) return [{ type: "ignored", what: "receipt of somebody else's message" }];
  const reader = readPerson([own(receipt, "userJid"), own(key, "participant"), own(key, "participantAlt")]);
  const readAt = asTime(own(receipt, "readTimestamp") ?? own(receipt, "playedTimestamp"));
  const at = readAt ?? asTime(own(receipt, "receiptTimestamp"));
  if (!reader || at === null) return [{ type: "unusable", what, reason: "says neither who nor when" }];
  return [{ type: "receipt", messageId: id, reader, status: readAt === null ? "delivered" : "read", at }];
}

/** Ids of messages that a body of `messages.update` is about. */
export const updatedIds = (data: unknown): string[] => [
  ...new Set(asList(data).flatMap((element) => messageId(own(asRecord(own(asRecord(element), "key")), "id")) ?? [])),
];
