import type { OutboundAttachment, OutboundMessage, SendReceipt } from "../channel.ts";
import { ChannelError, isChannelError } from "../channel-error.ts";
import { asRecord, compact, own } from "../json-fields.ts";
import { callGateway } from "./client.ts";
import { asText } from "./inbound/json-fields.ts";
import { chatJid } from "./jid.ts";
import { messageKey } from "./message-key.ts";
import type { BaileysApiSettings } from "./settings.ts";

type Content = Record<string, unknown>;

/** One message at the gateway. The content is made when its turn comes: one file in memory at a time. */
type Part = () => Promise<Content>;

/**
 * Sends a message. The gateway takes one file per message, so a message with several becomes several, in order, the text as
 * caption of the first that can have one. Each part has an id of its own by which the gateway knows a repeat for ten minutes.
 *
 * @throws ChannelError; when some parts had been sent already it says so and is never retried by itself
 */
export async function send(message: OutboundMessage, settings: BaileysApiSettings): Promise<SendReceipt> {
  const parts = partsOf(message);
  const ids: string[] = [];
  for (const [index, part] of parts.entries()) {
    const id = index === 0 ? message.id : `${message.id}-${index}`;
    try {
      ids.push(await post({ id, jid: chatJid(message.to, message.isGroup), content: await part() }, settings));
    } catch (error) {
      throw ids.length === 0 ? error : incomplete(error, ids.length, parts.length);
    }
  }
  const [providerMessageId, ...partIds] = ids;
  if (!providerMessageId) throw new ChannelError("refused", "The message is empty");
  return partIds.length > 0 ? { providerMessageId, partIds } : { providerMessageId };
}

async function post(
  part: { id: string; jid: string; content: Content },
  settings: BaileysApiSettings,
): Promise<string> {
  const isFile = !("text" in part.content) && !("react" in part.content);
  const { value } = await callGateway(settings, {
    method: "POST",
    path: "/send-message",
    body: { jid: part.jid, messageContent: part.content, chatwootMessageId: part.id },
    timeoutMs: isFile ? 120_000 : 30_000,
    repeatable: false,
  });
  const id = asText(own(asRecord(own(asRecord(value), "key")), "id"));
  if (!id) throw new ChannelError("unknown", "The gateway's answer names no message");
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
  if (message.kind === "reaction")
    return [async () => ({ react: { key: targetKey(message), text: message.text ?? "" } })];
  if (message.kind !== "text") throw new ChannelError("refused", `The gateway cannot send ${names[message.kind]}`);
  const captioned = message.attachments.find(({ kind }) => kinds[kind].caption);
  const files = message.attachments.map(
    (file): Part =>
      () =>
        fileContent(file, file === captioned ? message.text : null),
  );
  const text: Part[] =
    message.text && !captioned
      ? [async () => compact({ text: message.text, mentions: mentions(message.mentions) })]
      : [];
  return [...text, ...files].map((part, index) => async () => ({
    ...(await part()),
    ...(index === 0 && message.quotedId ? { quotedMessage: quotedMessage(message) } : {}),
  }));
}

const names = { location: "places", contact: "contact cards", poll: "polls" } as const;

/** Where a file goes, and whether a text may stand with it. A sticker arrives as the picture it is. */
const kinds: Record<OutboundAttachment["kind"], { member: string; caption: boolean }> = {
  image: { member: "image", caption: true },
  sticker: { member: "image", caption: true },
  video: { member: "video", caption: true },
  document: { member: "document", caption: true },
  audio: { member: "audio", caption: false },
  voice: { member: "audio", caption: false },
};

async function fileContent(file: OutboundAttachment, caption: string | null): Promise<Content> {
  const bytes = await file.bytes().catch((cause: unknown) => {
    throw new ChannelError("temporary", `The file ${file.fileName} could not be read`, { cause });
  });
  return compact({
    [kinds[file.kind].member]: bytes.toString("base64"),
    mimetype: file.contentType,
    caption: caption || undefined,
    fileName: file.kind === "document" ? file.fileName : undefined,
    ptt: file.kind === "voice" ? true : file.kind === "audio" ? false : undefined,
  });
}

function targetKey(message: OutboundMessage) {
  if (!message.quotedId) throw new ChannelError("refused", "A reaction needs a message to react to");
  const chat = { to: message.to, isGroup: message.isGroup };
  return messageKey(message.quoted ?? { id: message.quotedId, fromMe: false }, chat);
}

/** The gateway keeps no messages: whoever quotes one must bring it along. */
const quotedMessage = (message: OutboundMessage) => ({
  key: targetKey(message),
  message: { conversation: message.quoted?.text ?? "" },
});

/** People by the ids that WhatsApp has for them; groups and other things are not mentioned. */
function mentions(mentioned: string[]): string[] | undefined {
  const jids = mentioned.flatMap((id) => {
    if (/^\d{1,31}@lid$/.test(id)) return [id];
    const digits = id.replace(/^\+/, "").replace(/@s\.whatsapp\.net$/, "");
    return /^\d{5,15}$/.test(digits) ? [`${digits}@s.whatsapp.net`] : [];
  });
  return jids.length > 0 ? jids : undefined;
}
