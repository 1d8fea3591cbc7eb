import { getChannel } from "../../channels/registry.ts";
import { toIso, toUnix } from "../../platform/contract/fields.ts";
import { avatarLink } from "../../platform/storage/file-link.ts";
import type { Agent } from "../accounts/contract/agent.ts";
import { isContactOnline } from "../contacts/presence.ts";
import type { MessageRow } from "../messages/queries/load-messages.ts";
import { serializeEmbeddedMessage } from "../messages/serialize.ts";
import { type Conversation, priorities } from "./contract.ts";
import type { ConversationRow } from "./queries/load-conversations.ts";

/** Unread messages that clients of the contract are told at most (contract, conversations §1). */
const MOST_UNREAD = 10;

/** A conversation for REST, our screens and realtime. @param messages  at least the last ones of this conversation, by id */
export function serializeConversation(row: ConversationRow, messages: Map<number, MessageRow>): Conversation {
  const last = row.lastMessageId === null ? undefined : messages.get(row.lastMessageId);
  const lastSaid = row.lastNonActivityMessageId === null ? undefined : messages.get(row.lastNonActivityMessageId);
  const channel = getChannel(row.inbox.channel);
  const windowEnd = replyWindowEnd(row);
  return {
    meta: {
      sender: serializeSender(row),
      channel: channel.type,
      ...assigneeOf(row),
      ...(row.team && { team: serializeTeam(row.accountId, row.team) }),
      hmac_verified: row.hmacVerified,
    },
    id: row.displayId,
    messages: last ? [serializeEmbeddedMessage(last)] : [],
    account_id: row.accountId,
    uuid: row.uuid,
    inbox_id: row.inboxId,
    additional_attributes: row.additionalAttributes,
    custom_attributes: row.customAttributes,
    agent_last_seen_at: toUnix(row.agentLastSeenAt),
    assignee_last_seen_at: toUnix(row.assigneeLastSeenAt),
    contact_last_seen_at: toUnix(row.contactLastSeenAt),
    can_reply: windowEnd === null || windowEnd > new Date(),
    labels: row.labels,
    muted: row.contact.blocked,
    snoozed_until: toIso(row.snoozedUntil),
    status: row.status,
    created_at: toUnix(row.createdAt),
    timestamp: toUnix(row.lastActivityAt),
    last_activity_at: toUnix(row.lastActivityAt),
    first_reply_created_at: toUnix(row.firstReplyCreatedAt),
    waiting_since: toUnix(row.waitingSince),
    updated_at: row.updatedAt.getTime() / 1000,
    unread_count: Math.min(row.unreadCount, MOST_UNREAD),
    last_non_activity_message: lastSaid ? serializeEmbeddedMessage(lastSaid) : null,
    priority: row.priority === null ? null : (priorities[row.priority] ?? null),
    sla_policy_id: null,
    group_type: row.groupType,
    unread_messages_count: row.unreadCount,
    last_activity_at_ms: row.lastActivityAt.getTime(),
    reply_window_ends_at: toIso(windowEnd),
    revision: row.revision,
  };
}

/** End of the time in which free text is accepted, by the channel's capability; null when there is no such limit. */
export function replyWindowEnd(row: ConversationRow): Date | null {
  const hours = getChannel(row.inbox.channel).capabilities(row.inbox.settings).replyWindowHours;
  if (hours === null) return null;
  return row.lastIncomingAt ? new Date(row.lastIncomingAt.getTime() + hours * 3_600_000) : new Date(0);
}

function serializeSender(row: ConversationRow): Conversation["meta"]["sender"] {
  const { contact } = row;
  return {
    additional_attributes: contact.additionalAttributes,
    availability_status: isContactOnline(row.accountId, contact.id) ? "online" : "offline",
    email: contact.email,
    id: contact.id,
    name: contact.name,
    phone_number: contact.phoneNumber,
    blocked: contact.blocked,
    identifier: contact.identifier,
    thumbnail: avatarLink(contact.avatarKey),
    custom_attributes: contact.customAttributes,
    group_type: contact.groupType,
    account_id: row.accountId,
    ...(contact.lastActivityAt && { last_activity_at: toUnix(new Date(contact.lastActivityAt)) }),
    created_at: toUnix(new Date(contact.createdAt)),
    revision: contact.revision,
  };
}

function assigneeOf(row: ConversationRow): Pick<Conversation["meta"], "assignee" | "assignee_type"> {
  if (row.assignee) return { assignee: serializeAssignee(row.accountId, row.assignee), assignee_type: "User" };
  if (row.bot) return { assignee: serializeBot(row.bot), assignee_type: "AgentBot" };
  return {};
}

/** An agent (contract, settings §3) as the assignee of a conversation. */
export function serializeAssignee(accountId: number, user: NonNullable<ConversationRow["assignee"]>): Agent {
  return {
    id: user.id,
    account_id: accountId,
    availability_status: user.availability,
    auto_offline: user.autoOffline,
    confirmed: user.confirmed,
    email: user.email,
    provider: "email",
    available_name: user.displayName || user.name,
    name: user.name,
    role: user.role,
    thumbnail: avatarLink(user.avatarKey),
    custom_role_id: null,
  };
}

/** A bot as the assignee; the address of a bot of the whole installation stays hidden. */
export function serializeBot(bot: NonNullable<ConversationRow["bot"]>) {
  return {
    id: bot.id,
    name: bot.name,
    description: bot.description,
    thumbnail: avatarLink(bot.avatarKey),
    ...(!bot.isGlobal && { outgoing_url: bot.outgoingUrl }),
    bot_type: bot.botType,
  };
}

function serializeTeam(accountId: number, team: NonNullable<ConversationRow["team"]>) {
  return {
    id: team.id,
    name: team.name,
    description: team.description,
    allow_auto_assign: team.allowAutoAssign,
    account_id: accountId,
    is_member: team.isMember,
  };
}
