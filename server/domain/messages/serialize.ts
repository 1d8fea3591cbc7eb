import { toIso, toUnix } from "../../platform/contract/fields.ts";
import { avatarLink, fileLink } from "../../platform/storage/file-link.ts";
import type { ContactCard } from "../contacts/contract.ts";
import type { Attachment, EmbeddedMessage, Message, UserCard } from "./contract.ts";
import type { AttachmentRow, MessageRow, ReactionRow, SenderRow } from "./queries/load-messages.ts";

/** A message for REST and our screens (contract, messages §1.1). @param echoId  given back to the caller who sent it, not stored */
export function serializeMessage(row: MessageRow, echoId?: string | null): Message {
  const sender = serializeSender(row);
  return {
    id: row.id,
    content: row.content,
    inbox_id: row.inboxId,
    ...(echoId && { echo_id: echoId }),
    conversation_id: row.displayId,
    message_type: row.messageType,
    content_type: row.contentType,
    status: row.status,
    content_attributes: contentAttributes(row),
    created_at: toUnix(row.createdAt),
    private: row.private,
    source_id: row.sourceId,
    additional_attributes: row.additionalAttributes,
    ...(sender && { sender }),
    ...(row.attachments.length > 0 && {
      attachments: row.attachments.map((file) => serializeAttachment(row.accountId, file)),
    }),
    delivery: row.delivery,
    reactions: pills(row.reactions),
    created_at_ms: row.createdAt.getTime(),
    revision: row.revision,
  };
}

/** A message inside a conversation and on `/cable` (contract, messages §1.2). */
export function serializeEmbeddedMessage(row: MessageRow): EmbeddedMessage {
  return {
    ...serializeMessage(row),
    account_id: row.accountId,
    updated_at: toIso(row.updatedAt) as string,
    sender_type: row.senderType,
    sender_id: row.senderId,
    external_source_ids: {},
    processed_message_content: row.content,
    sentiment: {},
    conversation: {
      assignee_id: row.conversation.assigneeId,
      unread_count: Math.min(row.conversation.unreadCount, 10),
      last_activity_at: toUnix(row.conversation.lastActivityAt),
      contact_inbox: { source_id: row.conversation.sourceId },
    },
  };
}

function contentAttributes(row: MessageRow): Record<string, unknown> {
  if (row.inReplyTo === null && row.inReplyToExternalId === null) return row.contentAttributes;
  return { ...row.contentAttributes, in_reply_to: row.inReplyTo, in_reply_to_external_id: row.inReplyToExternalId };
}

function serializeSender(row: MessageRow): Message["sender"] {
  if (!row.sender) return undefined;
  switch (row.senderType) {
    case "Contact":
      return serializeContactCard(row.sender);
    case "User":
      return serializeUserCard(row.sender);
    default:
      return {
        id: row.sender.id,
        name: row.sender.name,
        avatar_url: avatarLink(row.sender.avatarKey),
        type: "agent_bot",
      };
  }
}

/** A contact inside messages and events (contract, realtime §3). */
export function serializeContactCard(row: SenderRow): ContactCard {
  return {
    additional_attributes: row.additionalAttributes ?? {},
    custom_attributes: row.customAttributes ?? {},
    email: row.email ?? null,
    group_type: row.groupType ?? "individual",
    id: row.id,
    identifier: row.identifier ?? null,
    name: row.name,
    phone_number: row.phoneNumber ?? null,
    thumbnail: avatarLink(row.avatarKey),
    blocked: row.blocked ?? false,
    type: "contact",
  };
}

/** A person of the team inside messages and events (contract, realtime §3). */
export function serializeUserCard(row: SenderRow): UserCard {
  const avatar = avatarLink(row.avatarKey);
  return {
    id: row.id,
    name: row.name,
    available_name: row.displayName || row.name,
    avatar_url: avatar,
    type: "user",
    availability_status: row.availability ?? "offline",
    thumbnail: avatar,
  };
}

/** Contract, conventions §10. A file that is still on its way has no address yet. */
export function serializeAttachment(accountId: number, row: AttachmentRow): Attachment {
  const base = {
    id: row.id,
    message_id: row.messageId,
    file_type: row.fileType,
    account_id: accountId,
    meta: row.meta,
    state: row.state,
  };
  const url = row.storageKey ? fileLink(row.storageKey, { fileName: row.fileName, contentType: row.contentType }) : "";
  if (row.fileType === "location") {
    return {
      ...base,
      coordinates_lat: row.coordinatesLat,
      coordinates_long: row.coordinatesLong,
      fallback_title: row.fallbackTitle,
      data_url: url,
    };
  }
  if (row.fileType === "contact" || row.fileType === "fallback") {
    return { ...base, fallback_title: row.fallbackTitle, data_url: url };
  }
  return {
    ...base,
    extension: row.fileName?.match(/\.([A-Za-z0-9]{1,10})$/)?.[1]?.toLowerCase() ?? null,
    data_url: url,
    thumb_url: row.thumbnailKey
      ? fileLink(row.thumbnailKey, { contentType: "image/webp" })
      : row.fileType === "image"
        ? url
        : "",
    file_size: row.fileSize,
    width: row.width,
    height: row.height,
    ...(row.fileType === "audio" && { transcribed_text: "" }),
    file_name: row.fileName,
    content_type: row.contentType,
  };
}

/** One pill per emoji, in the order in which they first appeared. */
function pills(rows: ReactionRow[]): Message["reactions"] {
  const byEmoji = new Map<string, ReactionRow[]>();
  for (const row of rows) byEmoji.set(row.emoji, [...(byEmoji.get(row.emoji) ?? []), row]);
  return [...byEmoji].map(([emoji, group]) => ({
    emoji,
    count: group.length,
    mine: group.some((row) => row.reactor === "self"),
    names: group.map((row) => row.name ?? ""),
  }));
}
