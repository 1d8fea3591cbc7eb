import { toUnix } from "../../platform/contract/fields.ts";
import type { MessageRow } from "../messages/queries/load-messages.ts";
import { serializeEmbeddedMessage, serializeUserCard } from "../messages/serialize.ts";
import { conversationCard } from "../realtime/conversation-card.ts";
import type { Notification, NotificationRow } from "./contract.ts";
import type { LoadedNotification, StoredNotification } from "./load-notifications.ts";

/** First words of a message in a notification, in characters. */
const MOST_WORDS = 120;

/** A notification for lists and realtime (contract, realtime §3). Both texts are the same. */
export function serializeNotification(loaded: LoadedNotification): Notification {
  const { row, conversation, message, person, user } = loaded;
  const text = notificationText(loaded);
  const said = conversation.last_non_activity_message;
  const newestPublic = said?.private === false ? said : null;
  return {
    id: row.id,
    notification_type: row.notificationType,
    push_message_title: text,
    push_message_body: text,
    primary_actor_type: "Conversation",
    primary_actor_id: row.conversationId,
    primary_actor: conversationCard({
      row: loaded.conversationRow,
      conversation,
      newestPublic,
    }) as Notification["primary_actor"],
    secondary_actor: message ? serializeEmbeddedMessage(message) : person ? serializeUserCard(person) : null,
    user: serializeUserCard(user),
    read_at: iso(row.readAt),
    snoozed_until: iso(row.snoozedUntil),
    created_at: toUnix(new Date(row.createdAt)),
    last_activity_at: toUnix(new Date(row.lastActivityAt)),
    account_id: row.accountId,
    meta: row.meta,
  };
}

/** The stored row, as changes answer it. */
export function serializeNotificationRow(row: StoredNotification): NotificationRow {
  return {
    id: row.id,
    account_id: row.accountId,
    user_id: row.userId,
    notification_type: row.notificationType,
    primary_actor_type: "Conversation",
    primary_actor_id: row.conversationId,
    secondary_actor_type: row.secondaryActorType,
    secondary_actor_id: row.secondaryActorId,
    read_at: iso(row.readAt),
    snoozed_until: iso(row.snoozedUntil),
    last_activity_at: new Date(row.lastActivityAt).toISOString(),
    meta: row.meta,
    created_at: new Date(row.createdAt).toISOString(),
    updated_at: new Date(row.updatedAt).toISOString(),
  };
}

/** "Sender: first words" of the message it is about, else of the last one said; mentions by their names (contract, messages §9). */
export function notificationText({ row, message, conversation }: LoadedNotification): string {
  if (typeof row.meta.words === "string" && row.meta.words !== "") return row.meta.words;
  if (message) return `${senderName(message)}: ${firstWords(message.content, message.attachments[0]?.fileName)}`;
  const said = conversation.last_non_activity_message;
  if (!said) return conversation.meta.sender.name;
  const { sender } = said;
  const name = sender
    ? "available_name" in sender
      ? sender.available_name
      : sender.name
    : conversation.meta.sender.name;
  return `${name}: ${firstWords(said.content, said.attachments?.[0]?.file_name)}`;
}

const senderName = ({ sender }: MessageRow): string => sender?.displayName || sender?.name || "";

/** A text without links to people, in one line and short; a file stands for itself. */
export function firstWords(content: string | null, fileName?: string | null): string {
  const line = (content ?? "")
    .replaceAll(/\[(@[^[\]\n]+)\]\(mention:\/\/[^)\s]*\)/g, "$1")
    .replaceAll(/\s+/g, " ")
    .trim();
  const text = line || (fileName ?? "");
  return text.length > MOST_WORDS ? `${text.slice(0, MOST_WORDS - 1).trimEnd()}…` : text;
}

const iso = (time: string | null): string | null => (time === null ? null : new Date(time).toISOString());
