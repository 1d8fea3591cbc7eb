import type { OutboxItem } from "#components/data/outbox-item.ts";
import type { Attachment, Message, UserCard } from "#server/domain/messages/contract.ts";
import { fileKind } from "../media/file-kind.ts";
import { fileUrl } from "../media/file-url.ts";

interface Place {
  inboxId: number;
  sender: UserCard;
  /** Milliseconds; a message that waits stands below everything that came, whatever our clock says. */
  notBefore: number;
}

/** How a message looks that the server has not confirmed. Its id is negative. */
export function outboxMessage(item: OutboxItem, { inboxId, sender, notBefore }: Place): Message {
  const at = Math.max(item.createdAt, notBefore);
  return {
    id: -item.createdAt,
    content: item.content === "" ? null : item.content,
    inbox_id: inboxId,
    echo_id: item.echoId,
    conversation_id: item.conversationId,
    message_type: 1,
    content_type: "text",
    status: item.state === "failed" ? "failed" : "sent",
    content_attributes: item.contentAttributes,
    created_at: Math.floor(at / 1000),
    created_at_ms: at,
    private: item.isPrivate,
    source_id: null,
    additional_attributes: {},
    sender,
    ...(item.files.length > 0 && { attachments: item.files.map((file, index) => localAttachment(file, index, item)) }),
    delivery: item.state === "failed" ? "failed" : "pending",
    reactions: [],
    revision: 0,
  };
}

const fileTypes = {
  image: "image",
  sticker: "image",
  video: "video",
  audio: "audio",
  voice: "audio",
  document: "file",
} as const;

function localAttachment(file: File, index: number, item: OutboxItem): Attachment {
  return {
    id: -(item.createdAt + index),
    message_id: -item.createdAt,
    file_type: fileTypes[fileKind(file, item.isRecordedAudio)],
    account_id: 0,
    meta: item.isRecordedAudio ? { is_recorded_audio: true } : {},
    extension: null,
    data_url: fileUrl(file),
    thumb_url: file.type.startsWith("image/") ? fileUrl(file) : "",
    file_size: file.size,
    state: "ready",
    file_name: file.name,
    content_type: file.type,
  };
}
