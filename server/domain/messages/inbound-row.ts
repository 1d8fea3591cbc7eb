import type { InboundAttachment, InboundMessage } from "../../channels/channel.ts";
import { cleanText, cleanValue } from "./clean-text.ts";
import type { NewInboundAttachment, NewInboundRow } from "./insert-inbound-messages.ts";
import { sortableTime } from "./message-time.ts";

interface Place {
  conversationId: number;
  /** Contact who wrote it; null for our own number. */
  senderId: number | null;
  receivedAt: Date;
}

/** A normalised message as a row. Names of attributes: contract, messages §1.4. */
export function inboundRow(message: InboundMessage, place: Place): NewInboundRow {
  const isIncoming = message.origin === "incoming";
  return {
    conversation_id: place.conversationId,
    message_type: isIncoming ? 0 : 1,
    content: message.text === null ? null : cleanText(message.text),
    content_type: message.attachments.some((attachment) => attachment.kind === "sticker") ? "sticker" : "text",
    content_attributes: cleanValue(contentAttributes(message)) as Record<string, unknown>,
    sender_type: isIncoming ? "Contact" : null,
    sender_id: isIncoming ? place.senderId : null,
    provider_message_id: cleanText(message.id),
    in_reply_to_external_id: message.quotedId ? cleanText(message.quotedId) : null,
    created_at: sortableTime(message.at, place.receivedAt).toISOString(),
    attachments: message.attachments.map(attachmentRow),
  };
}

function contentAttributes(message: InboundMessage): Record<string, unknown> {
  return {
    ...(message.quotedId && { in_reply_to_external_id: message.quotedId }),
    ...(message.mentions?.length && { mentions: message.mentions }),
    ...(message.forwarded && { forwarded: true }),
    ...(message.unsupported && {
      is_unsupported: true,
      unsupported_type: message.unsupported.type,
      unsupported_raw: message.unsupported.raw,
      ...(message.unsupported.isAwaited && { is_awaited: true }),
    }),
    ...(message.origin !== "incoming" && { external_echo: true }),
    ...message.extra,
  };
}

const fileTypes = {
  image: "image",
  sticker: "image",
  video: "video",
  audio: "audio",
  voice: "audio",
  document: "file",
  location: "location",
  contact: "contact",
  fallback: "fallback",
} as const;

function attachmentRow(attachment: InboundAttachment): NewInboundAttachment {
  const isRemote = Boolean(attachment.url || attachment.mediaId) && attachment.kind !== "location";
  const meta = {
    ...attachment.meta,
    ...(attachment.kind === "voice" && { is_recorded_audio: true }),
    ...(attachment.kind === "sticker" && { is_sticker: true }),
  };
  return {
    file_type: fileTypes[attachment.kind],
    state: isRemote ? "pending" : "ready",
    file_name: attachment.fileName ? cleanText(attachment.fileName).slice(0, 255) : null,
    content_type: attachment.contentType ?? null,
    file_size: attachment.size ?? null,
    width: attachment.width ?? null,
    height: attachment.height ?? null,
    remote_url: attachment.url ?? null,
    remote_id: attachment.mediaId ?? null,
    coordinates_lat: attachment.latitude ?? null,
    coordinates_long: attachment.longitude ?? null,
    fallback_title: attachment.title ? cleanText(attachment.title) : null,
    meta: cleanValue(meta) as Record<string, unknown>,
  };
}
