import type { OutboundAttachment, OutboundMessage, SendReceipt } from "../channel.ts";
import { ChannelError, isChannelError } from "../channel-error.ts";
import { asRecord, compact, own } from "../json-fields.ts";
import { chatId } from "./chat-id.ts";
import { callWhapi } from "./client.ts";
import { asText } from "./inbound/json-fields.ts";
import type { WhapiSettings } from "./settings.ts";

type Body = Record<string, unknown>;

/** One request at the provider. The body is made when its turn comes: one file in memory at a time. */
interface Part {
  path: string;
  body(): Promise<Body>;
}

/**
 * Sends a message. The provider takes one file per message, so a message with several becomes several, in order, the
 * text as caption of the first that can have one.
 *
 * @throws ChannelError; when some parts had been sent already it says so and is never retried by itself
 */
export async function send(message: OutboundMessage, settings: WhapiSettings): Promise<SendReceipt> {
  if (message.kind === "reaction") return react(message, settings);
  const parts = partsOf(message);
  const ids: string[] = [];
  for (const part of parts) {
    try {
      ids.push(await post(part, settings));
    } catch (error) {
      throw ids.length === 0 ? error : incomplete(error, ids.length, parts.length);
    }
  }
  const [providerMessageId, ...partIds] = ids;
  if (!providerMessageId) throw new ChannelError("refused", "The message is empty");
  return partIds.length > 0 ? { providerMessageId, partIds } : { providerMessageId };
}

async function react(message: OutboundMessage, settings: WhapiSettings): Promise<SendReceipt> {
  if (!message.quotedId) throw new ChannelError("refused", "A reaction needs a message to react to");
  const path = `/messages/${encodeURIComponent(message.quotedId)}/reaction`;
  // Setting the same reaction twice is setting it once. An empty one takes it back.
  await callWhapi(settings, { method: "PUT", path, body: { emoji: message.text ?? "" }, repeatable: true });
  return { providerMessageId: `reaction-${message.id}` };
}

async function post(part: Part, settings: WhapiSettings): Promise<string> {
  const body = await part.body();
  const timeoutMs = "media" in body ? 120_000 : 30_000;
  const { json } = await callWhapi(settings, { method: "POST", path: part.path, body, timeoutMs, repeatable: false });
  if (own(json, "sent") === false) throw new ChannelError("refused", "The provider did not send the message");
  const id = asText(own(asRecord(own(json, "message")) ?? {}, "id"));
  if (!id) throw new ChannelError("unknown", "The provider's answer names no message");
  return id;
}

function incomplete(error: unknown, sent: number, parts: number): unknown {
  if (!isChannelError(error)) return error;
  const kind = error.kind === "unknown" ? "unknown" : "refused";
  return new ChannelError(kind, `Only ${sent} of ${parts} parts were sent: ${error.message}`, {
    code: error.code,
    cause: error,
  });
}

function partsOf(message: OutboundMessage): Part[] {
  const address = (body: Body, first: boolean): Body => ({
    to: chatId(message.to, message.isGroup),
    ...body,
    ...(first && message.quotedId ? { quoted: message.quotedId } : {}),
  });
  const single = (path: string, body: Body): Part => ({ path, body: async () => compact(body) });
  const structured = structuredPart(message, single);
  const captioned = message.attachments.find(({ kind }) => endpoints[kind].caption);
  const files = message.attachments.map((file): Part => {
    const caption = file === captioned ? message.text : null;
    return { path: endpoints[file.kind].path, body: () => mediaBody(file, caption, message.mentions) };
  });
  const text =
    message.text && !captioned ? [single("/messages/text", { body: message.text, ...mentions(message.mentions) })] : [];
  return [...text, ...structured, ...files].map((part, index) => ({
    path: part.path,
    body: async () => address(await part.body(), index === 0),
  }));
}

function structuredPart(message: OutboundMessage, single: (path: string, body: Body) => Part): Part[] {
  const { location, contact, poll } = message;
  if (message.kind === "location" && location) return [single("/messages/location", { ...location })];
  if (message.kind === "contact" && contact) return [single("/messages/contact", { ...contact })];
  if (message.kind === "poll" && poll)
    // One choice, or any number: the provider knows nothing between.
    return [
      single("/messages/poll", { title: poll.title, options: poll.options, count: poll.maxChoices === 1 ? 1 : 0 }),
    ];
  return [];
}

const endpoints: Record<OutboundAttachment["kind"], { path: string; caption: boolean; mentions: boolean }> = {
  image: { path: "/messages/image", caption: true, mentions: true },
  video: { path: "/messages/video", caption: true, mentions: true },
  document: { path: "/messages/document", caption: true, mentions: false },
  audio: { path: "/messages/audio", caption: false, mentions: false },
  voice: { path: "/messages/voice", caption: false, mentions: false },
  sticker: { path: "/messages/sticker", caption: false, mentions: false },
};

async function mediaBody(file: OutboundAttachment, caption: string | null, mentioned: string[]): Promise<Body> {
  const contentType = file.contentType.replaceAll(/\s/g, "");
  const bytes = await file.bytes().catch((cause: unknown) => {
    throw new ChannelError("temporary", `The file ${file.fileName} could not be read`, { cause });
  });
  return compact({
    media: `data:${contentType};base64,${bytes.toString("base64")}`,
    mime_type: contentType,
    caption: caption || undefined,
    filename: file.kind === "document" ? file.fileName : undefined,
    seconds: file.kind === "voice" || file.kind === "audio" ? wholeSeconds(file.seconds) : undefined,
    ...(caption && endpoints[file.kind].mentions ? mentions(mentioned) : {}),
  });
}

const wholeSeconds = (seconds: number | undefined): number | undefined =>
  seconds === undefined ? undefined : Math.max(1, Math.round(seconds));

/** Digits of people, or the id of a group; LIDs are not accepted here. */
function mentions(mentioned: string[]): { mentions?: string[] } {
  const accepted = mentioned
    .map((id) => id.replace(/^\+/, ""))
    .filter((id) => /^(\d{7,15}(@s\.whatsapp\.net)?|\d{10,31}@g\.us)$/.test(id));
  return accepted.length > 0 ? { mentions: accepted } : {};
}
