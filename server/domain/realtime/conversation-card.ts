import { toIso, toUnix } from "../../platform/contract/fields.ts";
import { avatarLink } from "../../platform/storage/file-link.ts";
import { serializeContactCard, serializeEmbeddedMessage, serializeUserCard } from "../messages/serialize.ts";
import type { ConversationResource } from "./load-resources.ts";

/** A conversation on `/cable` and in outgoing webhooks (contract, realtime §3). */
export function conversationCard(resource: ConversationResource): Record<string, unknown> {
  const { row, conversation } = resource;
  return {
    additional_attributes: row.additionalAttributes,
    can_reply: conversation.can_reply,
    channel: conversation.meta.channel,
    contact_inbox: contactInboxCard(resource),
    id: row.displayId,
    inbox_id: row.inboxId,
    group_type: row.groupType,
    messages: newestMessages(resource),
    labels: row.labels,
    meta: {
      sender: serializeContactCard(row.contact),
      assignee: assigneeCard(resource),
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

function contactInboxCard({ row }: ConversationResource): Record<string, unknown> {
  return {
    id: row.contactInboxId,
    contact_id: row.contactId,
    inbox_id: row.inboxId,
    source_id: row.contactInboxSourceId,
    created_at: toIso(row.contactInboxCreatedAt),
    updated_at: toIso(row.contactInboxUpdatedAt),
    hmac_verified: row.hmacVerified,
    pubsub_token: row.contactInboxPubsubToken,
  };
}

function assigneeCard({ row }: ConversationResource): Record<string, unknown> | null {
  if (row.assignee) return { ...serializeUserCard(row.assignee) };
  return row.bot
    ? { id: row.bot.id, name: row.bot.name, avatar_url: avatarLink(row.bot.avatarKey), type: "agent_bot" }
    : null;
}

/** At most one. The message that an event is about wins: it may not be the newest any more. */
function newestMessages({ message, newestPublic }: ConversationResource): unknown[] {
  if (message && !message.private && message.messageType !== 2) return [serializeEmbeddedMessage(message)];
  return newestPublic ? [newestPublic] : [];
}
