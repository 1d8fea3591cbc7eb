import type { InboundChat, InboundEvent, InboundMessage } from "../../channel.ts";
import type { InboundPerson } from "../../inbound-person.ts";
import { asFlag, asRecord, compact, excerpt, type Json, own } from "../../json-fields.ts";
import { messageId, readAddress, readChat, readPerson } from "./address.ts";
import { readContent, type Unwrapped, unwrap } from "./content.ts";
import { readContext } from "./context.ts";
import { normaliseNotice } from "./group-notice.ts";
import { asName, asText, asTime, unlessEmpty } from "./json-fields.ts";
import { normaliseProtocol } from "./protocol.ts";
import { stubName } from "./stub-name.ts";

/** What every element of `messages.upsert` has. */
export interface Envelope {
  id: string;
  chat: InboundChat;
  /** Null for our own number. */
  sender: InboundPerson | null;
  origin: InboundMessage["origin"];
  at: number | null;
}

/**
 * One element of `messages.upsert`: a message, something done to one (reaction, edit, deletion), or a notice about a group.
 *
 * @param what  its place in the body, for the reason of an unusable one
 */
export function normaliseMessage(element: unknown, what: string): InboundEvent[] {
  const message = asRecord(element);
  if (!message) return [{ type: "unusable", what, reason: "is not an object" }];
  const key = asRecord(own(message, "key"));
  const id = messageId(own(key, "id"));
  if (!key || !id) return [{ type: "unusable", what, reason: key ? "has no key.id" : "has no key" }];
  const address = readAddress(own(key, "remoteJid"));
  if (address?.type === "other") return [{ type: "ignored", what: `post in ${address.what.slice(0, 50)}` }];
  if (!address) return [{ type: "unusable", what, reason: "has no key.remoteJid of a person or group" }];
  const stub = stubName(own(message, "messageStubType"));
  const content = asRecord(own(message, "message"));
  const call = missedCalls[stub ?? ""];
  const isCall = address.type === "person" && call !== undefined;
  if (!content && stub && stub !== "CIPHERTEXT" && !isCall) return normaliseNotice({ stub, message, key }, what);
  const envelope = readEnvelope({ id, message, key });
  if (!envelope && own(content, "call")) return [{ type: "ignored", what: "call of a group" }];
  if (!envelope) return [{ type: "unusable", what, reason: "comes from a group, and its sender is missing" }];
  if (!content && isCall) return [{ type: "message", ...envelope, ...call }];
  if (!content) return stub ? [undecrypted(envelope, message)] : [{ type: "unusable", what, reason: "has no message" }];
  const unwrapped = unwrap(content);
  if (!unwrapped) return [{ type: "ignored", what: "technical message" }];
  return readUnwrapped(unwrapped, envelope, what);
}

const missed = (video: boolean): Pick<InboundMessage, "text" | "attachments" | "extra"> => ({
  text: `Missed ${video ? "video" : "voice"} call`,
  attachments: [],
  extra: { call: { status: "missed", video } },
});

/** A call that nobody answered comes as a notice in the chat with whoever called. */
const missedCalls: Record<string, ReturnType<typeof missed>> = {
  CALL_MISSED_VOICE: missed(false),
  CALL_MISSED_VIDEO: missed(true),
};

function readUnwrapped(unwrapped: Unwrapped, envelope: Envelope, what: string): InboundEvent[] {
  const { kind, value } = unwrapped;
  if (kind === "reactionMessage") return reaction(asRecord(value) ?? {}, envelope, what);
  if (kind === "protocolMessage") return normaliseProtocol(asRecord(value) ?? {}, envelope, what);
  if (silent.has(kind)) return [{ type: "ignored", what: kind }];
  const found = readContent(unwrapped, envelope.id);
  if (found === "empty" && texts.has(kind)) return [{ type: "unusable", what, reason: `is a ${kind} without content` }];
  // A place without coordinates, a card without a name: what it was cannot be told, but that there was something.
  const content = found === "empty" ? null : found;
  const { extra: around, ...context } = readContext(value);
  return [
    compact({
      type: "message" as const,
      ...envelope,
      text: content?.text ?? null,
      attachments: content?.attachments ?? [],
      ...context,
      unsupported: content ? undefined : { type: (asText(kind) ?? "unknown").slice(0, 100), raw: excerpt(value) },
      extra: unlessEmpty({ ...content?.extra, ...around }),
    }),
  ];
}

/** Kinds that are nothing without their text. */
const texts = new Set(["conversation", "extendedTextMessage"]);

/** Kinds that change how a phone shows things, or announce what comes as messages of its own. */
const silent = new Set([
  "albumMessage",
  "pinInChatMessage",
  "keepInChatMessage",
  "stickerSyncRmrMessage",
  "encReactionMessage",
]);

function readEnvelope({ id, message, key }: { id: string; message: Json; key: Json }): Envelope | undefined {
  const fromMe = asFlag(own(key, "fromMe")) === true;
  // Beside our own messages stands our own name.
  const name = fromMe ? undefined : (asName(own(message, "pushName")) ?? asName(own(message, "verifiedBizName")));
  const chat = readChat(own(key, "remoteJid"), own(key, "remoteJidAlt"), name);
  if (!chat) return undefined;
  const author = [own(key, "participant") ?? own(message, "participant"), own(key, "participantAlt")];
  const sender = fromMe ? null : chat.type === "group" ? readPerson(author, name) : chat.person;
  if (sender === undefined) return undefined;
  const origin = fromMe ? (isSentByUs(message) ? "api" : "phone") : "incoming";
  return { id, chat, sender, origin, at: asTime(own(message, "messageTimestamp")) };
}

/** What the gateway sent itself has a word as status and its time as text; what came from the phone has numbers. */
const isSentByUs = (message: Json): boolean =>
  typeof own(message, "status") === "string" || typeof own(message, "messageTimestamp") === "string";

/** It could not be decrypted. A readable copy under the same id may follow and then takes its place. */
function undecrypted(envelope: Envelope, message: Json): InboundMessage {
  const raw = excerpt(own(message, "messageStubParameters"));
  return {
    type: "message",
    ...envelope,
    text: null,
    attachments: [],
    unsupported: { type: "undecrypted", raw, isAwaited: true },
  };
}

function reaction(content: Json, { id, chat, sender, at }: Envelope, what: string): InboundEvent[] {
  const target = messageId(own(asRecord(own(content, "key")), "id"));
  if (!target) return [{ type: "unusable", what, reason: "is a reaction to no message" }];
  const text = own(content, "text");
  if (text != null && typeof text !== "string")
    return [{ type: "unusable", what, reason: "is a reaction without emoji" }];
  const sentAt = asTime(own(content, "senderTimestampMs")) ?? at;
  return [{ type: "reaction", id, messageId: target, chat, sender, emoji: asText(text) ?? "", at: sentAt }];
}
