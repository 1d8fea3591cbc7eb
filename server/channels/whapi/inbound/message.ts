import type { InboundChat, InboundEvent, InboundMessage } from "../../channel.ts";
import type { InboundPerson } from "../../inbound-person.ts";
import { asFlag, asRecord, compact, excerpt, type Json, own } from "../../json-fields.ts";
import { normaliseAction } from "./action.ts";
import { readAddress, readChat, readPerson } from "./address.ts";
import { type Content, contentTypes, readContent } from "./content.ts";
import { asCount, asList, asName, asText, asTime } from "./json-fields.ts";
import { readStatus } from "./status.ts";

/** What every kind of message has, actions included. */
export interface Envelope {
  id: string;
  chat: InboundChat;
  sender: InboundPerson | null;
  origin: InboundMessage["origin"];
  at: number | null;
}

/**
 * One element of `messages`: a message, or an action on one (reaction, edit, deletion, vote…).
 *
 * @param what  its place in the body, for the reason of an unusable one
 */
export function normaliseMessage(element: unknown, what: string): InboundEvent[] {
  const message = asRecord(element);
  if (!message) return [{ type: "unusable", what, reason: "is not an object" }];
  const envelope = readEnvelope(message, what);
  if ("type" in envelope) return [envelope];
  const type = asText(own(message, "type")) ?? typeByContent(message);
  if (type === "action") return normaliseAction(message, envelope, what);
  if (type === "pin") return [{ type: "ignored", what: "message pinned" }];
  const inbound = readMessage(type, message, envelope);
  return [inbound, ...pollVote(inbound), ...ownStatus(message, envelope)];
}

function readEnvelope(message: Json, what: string): Envelope | Extract<InboundEvent, { type: "ignored" | "unusable" }> {
  const id = asText(own(message, "id"));
  if (!id) return { type: "unusable", what, reason: "has no id" };
  const address = readAddress(own(message, "chat_id"));
  if (address?.type === "other") return { type: "ignored", what: `${address.what} post` };
  const fromMe = asFlag(own(message, "from_me")) ?? false;
  const name = asName(own(message, "from_name"));
  const chatName = asName(own(message, "chat_name"));
  const chat = readChat(own(message, "chat_id"), address?.type === "group" || fromMe ? chatName : (name ?? chatName));
  if (!chat) return { type: "unusable", what, reason: "has no chat_id" };
  const sender = fromMe ? null : readSender(chat, own(message, "from"), name);
  if (sender === undefined) return { type: "unusable", what, reason: "comes from a group, and its sender is missing" };
  const viaApi = ["api", "business_api"].includes(asText(own(message, "source")) ?? "");
  const origin = fromMe ? (viaApi ? "api" : "phone") : "incoming";
  return {
    id,
    chat: chat.type === "individual" && sender ? { type: "individual", person: sender } : chat,
    sender,
    origin,
    at: asTime(own(message, "timestamp")),
  };
}

/** A message that does not say what it is tells it by the content it has; else it is shown as one nobody knows. */
const typeByContent = (message: Json): string =>
  contentTypes.find((type) => asRecord(own(message, type)) !== undefined) ?? "unknown";

/**
 * In a person's chat the sender is that person, by the id of the chat and by `from`, which may be another kind of id (LID and number).
 * Of two numbers the chat's counts: taken together they would make one of two people.
 */
function readSender(chat: InboundChat, from: unknown, name: string | undefined): InboundPerson | undefined {
  if (chat.type === "group") return readPerson([from], name);
  const person = readPerson([from], name);
  const known = new Set(chat.person.identities.map(({ kind }) => kind));
  const further = (person?.identities ?? []).filter(({ kind }) => !known.has(kind));
  return { ...chat.person, identities: [...chat.person.identities, ...further] };
}

function readMessage(type: string, message: Json, envelope: Envelope): InboundMessage {
  const content = readContent(type, message);
  const context = asRecord(own(message, "context")) ?? {};
  const extra = { ...content?.extra, ...contextExtra(context) };
  const mentions = (asList(own(context, "mentions")) ?? []).flatMap(
    (mention) => asText(mention)?.replace(/@(s\.whatsapp\.net|c\.us)$/, "") ?? [],
  );
  const forwarded = asFlag(own(context, "forwarded")) === true || (asCount(own(context, "forwarding_score")) ?? 0) > 0;
  const empty: Content = { text: null, attachments: [] };
  return compact({
    type: "message" as const,
    ...envelope,
    text: (content ?? empty).text,
    attachments: (content ?? empty).attachments,
    quotedId: asText(own(context, "quoted_id")),
    mentions: mentions.length > 0 ? mentions.slice(0, 1024) : undefined,
    forwarded: forwarded || undefined,
    unsupported: content ? undefined : { type: type.slice(0, 100), raw: excerpt(message) },
    extra: Object.keys(extra).length > 0 ? extra : undefined,
  });
}

/** The quoted message as the provider repeats it (we may never have seen it), and the advertisement a chat began with. */
function contextExtra(context: Json): Record<string, unknown> {
  const quoted = asRecord(own(context, "quoted_content"));
  const quotedType = asText(own(context, "quoted_type"));
  const quote =
    quoted &&
    compact({
      type: quotedType,
      author: asText(own(context, "quoted_author")),
      text: (asText(own(quoted, "body")) ?? asText(own(quoted, "caption")) ?? asText(own(quoted, "title")))?.slice(
        0,
        500,
      ),
    });
  const ad = asRecord(own(context, "ad"));
  const source = ad && asRecord(own(ad, "source"));
  const referral =
    ad &&
    compact({
      title: asText(own(ad, "title")),
      body: asText(own(ad, "body")),
      url: source && asText(own(source, "url")),
      source_id: source && asText(own(source, "id")),
      click_id: asText(own(ad, "ctwa")),
    });
  return compact({ quoted: quote, referral });
}

function pollVote(message: InboundMessage): InboundEvent[] {
  const poll = message.extra?.poll as { results: { name: string; count: number }[] } | undefined;
  if (!poll?.results.some(({ count }) => count > 0)) return [];
  return [{ type: "poll_vote", messageId: message.id, results: poll.results, at: null }];
}

/** Our own messages carry how far they got; `pending` and `sent` say nothing new. */
function ownStatus(message: Json, envelope: Envelope): InboundEvent[] {
  if (envelope.origin === "incoming") return [];
  const status = readStatus(own(message, "status"));
  return status === "delivered" || status === "read" || status === "failed"
    ? [{ type: "status", messageId: envelope.id, status, at: null }]
    : [];
}
