import { toIso, toUnix } from "../../platform/contract/fields.ts";
import type { Changed } from "../../platform/events/event-types.ts";
import type { MessageRow, SenderRow } from "../messages/queries/load-messages.ts";
import {
  serializeContactCard,
  serializeEmbeddedMessage,
  serializeMessage,
  serializeUserCard,
} from "../messages/serialize.ts";
import type { ConversationResource } from "../realtime/load-resources.ts";

type Payload = Record<string, unknown>;

/** Names around a payload that no resource carries. */
export interface Surroundings {
  accountName: string;
  inboxName: string;
}

const messageTypes = ["incoming", "outgoing", "activity", "template"];

/** A message for webhooks (contract, realtime §6). */
export function messagePayload(
  event: string,
  resource: ConversationResource & { message: MessageRow },
  around: Surroundings,
): Payload {
  const { message, row } = resource;
  const { attachments, content_attributes, additional_attributes } = serializeMessage(message);
  return {
    account: { id: row.accountId, name: around.accountName },
    additional_attributes,
    content_attributes,
    content_type: message.contentType,
    content: message.content,
    conversation: conversationBlock(resource),
    created_at: toIso(message.createdAt),
    id: message.id,
    inbox: { id: row.inboxId, name: around.inboxName },
    message_type: messageTypes[message.messageType],
    private: message.private,
    sender: senderBlock(message, around),
    source_id: message.sourceId,
    ...(attachments && { attachments }),
    event,
  };
}

/** A conversation for webhooks, with what changed. */
export function conversationPayload(event: string, resource: ConversationResource, changed: Changed | null): Payload {
  return {
    ...conversationBlock(resource),
    ...(event !== "conversation_created" && { changed_attributes: changed && changedAttributes(changed) }),
    event,
  };
}

const changedAttributes = (changed: Changed): Payload[] =>
  Object.entries(changed).map(([key, [previous_value, current_value]]) => ({
    [key]: { previous_value, current_value },
  }));

/** The conversation as websockets have it (contract, realtime §3). */
function conversationBlock({ row, conversation, message }: ConversationResource): Payload {
  const newest =
    message && !message.private && message.messageType !== 2
      ? [serializeEmbeddedMessage(message)]
      : publicMessages(conversation);
  return {
    additional_attributes: row.additionalAttributes,
    can_reply: conversation.can_reply,
    channel: conversation.meta.channel,
    contact_inbox: {
      id: row.contactInboxId,
      contact_id: row.contactId,
      inbox_id: row.inboxId,
      source_id: row.contactInboxSourceId,
      hmac_verified: row.hmacVerified,
    },
    id: row.displayId,
    inbox_id: row.inboxId,
    group_type: row.groupType,
    messages: newest,
    labels: row.labels,
    meta: {
      sender: serializeContactCard(row.contact),
      assignee: row.assignee ? serializeUserCard(row.assignee) : null,
      assignee_type: conversation.meta.assignee_type ?? null,
      team: row.team ? { id: row.team.id, name: row.team.name } : null,
      hmac_verified: row.hmacVerified,
    },
    status: row.status,
    custom_attributes: row.customAttributes,
    snoozed_until: conversation.snoozed_until,
    unread_count: conversation.unread_count,
    first_reply_created_at: toIso(row.firstReplyCreatedAt),
    priority: conversation.priority,
    waiting_since: conversation.waiting_since,
    agent_last_seen_at: conversation.agent_last_seen_at,
    contact_last_seen_at: conversation.contact_last_seen_at,
    last_activity_at: conversation.last_activity_at,
    timestamp: conversation.timestamp,
    created_at: toUnix(row.createdAt),
    updated_at: conversation.updated_at,
  };
}

const publicMessages = (conversation: ConversationResource["conversation"]): unknown[] => {
  const newest = conversation.last_non_activity_message;
  return newest && !newest.private ? [newest] : [];
};

function senderBlock(message: MessageRow, { accountName }: Surroundings): Payload | null {
  const { sender } = message;
  if (!sender) return null;
  if (message.senderType === "Contact") return contactBlock(message.accountId, accountName, sender);
  if (message.senderType === "User")
    return { id: sender.id, name: sender.name, email: sender.email ?? null, type: "user" };
  return { id: sender.id, name: sender.name, type: "agent_bot" };
}

function contactBlock(accountId: number, accountName: string, sender: SenderRow): Payload {
  const { type: _type, group_type: _groupType, ...card } = serializeContactCard(sender);
  return { account: { id: accountId, name: accountName }, avatar: card.thumbnail, ...card };
}
