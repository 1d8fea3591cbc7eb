import type { Fragment } from "postgres";
import { type AccountContext, statements } from "../../../platform/context.ts";

/** A conversation with everything its serialisers need but the messages. */
export interface ConversationRow {
  id: number;
  accountId: number;
  displayId: number;
  uuid: string;
  inboxId: number;
  contactId: number;
  contactInboxId: number;
  status: "open" | "resolved" | "pending" | "snoozed";
  priority: number | null;
  assigneeId: number | null;
  assigneeAgentBotId: number | null;
  teamId: number | null;
  groupType: "individual" | "group";
  labels: string[];
  snoozedUntil: Date | null;
  additionalAttributes: Record<string, unknown>;
  customAttributes: Record<string, unknown>;
  agentLastSeenAt: Date | null;
  assigneeLastSeenAt: Date | null;
  contactLastSeenAt: Date | null;
  firstReplyCreatedAt: Date | null;
  waitingSince: Date | null;
  unreadCount: number;
  lastMessageId: number | null;
  lastNonActivityMessageId: number | null;
  lastIncomingAt: Date | null;
  lastActivityAt: Date;
  revision: number;
  createdAt: Date;
  updatedAt: Date;
  contact: {
    id: number;
    name: string;
    email: string | null;
    phoneNumber: string | null;
    identifier: string | null;
    avatarKey: string | null;
    groupType: "individual" | "group";
    blocked: boolean;
    additionalAttributes: Record<string, unknown>;
    customAttributes: Record<string, unknown>;
    lastActivityAt: string | null;
    createdAt: string;
    revision: number;
  };
  inbox: { name: string; channel: string; settings: Record<string, unknown> };
  hmacVerified: boolean;
  contactInboxSourceId: string;
  contactInboxPubsubToken: string;
  contactInboxCreatedAt: Date;
  contactInboxUpdatedAt: Date;
  assignee: {
    id: number;
    name: string;
    displayName: string | null;
    email: string;
    avatarKey: string | null;
    confirmed: boolean;
    role: "agent" | "administrator";
    availability: string;
    autoOffline: boolean;
  } | null;
  bot: {
    id: number;
    name: string;
    description: string | null;
    outgoingUrl: string | null;
    botType: string;
    avatarKey: string | null;
    isGlobal: boolean;
  } | null;
  team: { id: number; name: string; description: string | null; allowAutoAssign: boolean; isMember: boolean } | null;
}

/** Narrows the conversations of an account; `c` is the conversation. */
export interface Selection {
  where: Fragment;
  order?: Fragment;
  limit?: number;
  offset?: number;
}

const dates = [
  "snoozedUntil",
  "agentLastSeenAt",
  "assigneeLastSeenAt",
  "contactLastSeenAt",
  "firstReplyCreatedAt",
  "waitingSince",
  "lastIncomingAt",
  "lastActivityAt",
  "createdAt",
  "updatedAt",
  "contactInboxCreatedAt",
  "contactInboxUpdatedAt",
] as const;

/**
 * Conversations with contact, assignee, team and inbox, in one statement. The page is cut before anything is joined, so a
 * list reads its rows from the index alone.
 *
 * @param select  builds the condition from the statement function of the running transaction or pool
 */
export async function loadConversations(
  ctx: AccountContext,
  select: (sql: ReturnType<typeof statements>) => Selection,
): Promise<ConversationRow[]> {
  const sql = statements(ctx);
  const { where, order = sql``, limit, offset = 0 } = select(sql);
  const userId = ctx.actor.kind === "user" ? ctx.actor.userId : 0;
  const rows = await sql<Record<string, unknown>[]>`
    with page as materialized (
      select c.*, row_number() over () as position
      from (
        select c.* from conversations c where c.account_id = ${ctx.accountId} and ${where} ${order}
        ${limit === undefined ? sql`` : sql`limit ${limit} offset ${offset}`}
      ) as c
    )
    select c.id, c.account_id as "accountId", c.display_id as "displayId", c.uuid, c.inbox_id as "inboxId", c.contact_id as "contactId",
      c.contact_inbox_id as "contactInboxId", c.status, c.priority, c.assignee_id as "assigneeId",
      c.assignee_agent_bot_id as "assigneeAgentBotId", c.team_id as "teamId", c.group_type as "groupType", c.labels,
      c.snoozed_until as "snoozedUntil", c.additional_attributes as "additionalAttributes", c.custom_attributes as "customAttributes",
      c.agent_last_seen_at as "agentLastSeenAt", c.assignee_last_seen_at as "assigneeLastSeenAt",
      c.contact_last_seen_at as "contactLastSeenAt", c.first_reply_created_at as "firstReplyCreatedAt",
      c.waiting_since as "waitingSince", c.unread_count as "unreadCount", c.last_message_id as "lastMessageId",
      c.last_non_activity_message_id as "lastNonActivityMessageId", c.last_incoming_at as "lastIncomingAt",
      c.last_activity_at as "lastActivityAt", c.revision, c.created_at as "createdAt", c.updated_at as "updatedAt",
      jsonb_build_object('id', k.id, 'name', k.name, 'email', k.email, 'phoneNumber', k.phone_number, 'identifier', k.identifier,
        'avatarKey', k.avatar_key, 'groupType', k.group_type, 'blocked', k.blocked, 'additionalAttributes', k.additional_attributes,
        'customAttributes', k.custom_attributes, 'lastActivityAt', k.last_activity_at, 'createdAt', k.created_at,
        'revision', k.revision) as contact,
      jsonb_build_object('name', i.name, 'channel', i.channel, 'settings', i.settings) as inbox,
      ci.hmac_verified as "hmacVerified", ci.source_id as "contactInboxSourceId",
      ci.pubsub_token as "contactInboxPubsubToken", ci.created_at as "contactInboxCreatedAt", ci.updated_at as "contactInboxUpdatedAt",
      case when u.id is not null then jsonb_build_object('id', u.id, 'name', u.name, 'displayName', u.display_name, 'email', u.email,
        'avatarKey', u.avatar_key, 'confirmed', u.confirmed_at is not null, 'role', coalesce(au.role, 'agent'),
        'availability', coalesce(au.availability, 'offline'), 'autoOffline', coalesce(au.auto_offline, true)) end as assignee,
      case when b.id is not null then jsonb_build_object('id', b.id, 'name', b.name, 'description', b.description,
        'outgoingUrl', b.outgoing_url, 'botType', b.bot_type, 'avatarKey', b.avatar_key, 'isGlobal', b.account_id is null) end as bot,
      case when t.id is not null then jsonb_build_object('id', t.id, 'name', t.name, 'description', t.description,
        'allowAutoAssign', t.allow_auto_assign, 'isMember', exists (
          select from team_members tm where tm.account_id = t.account_id and tm.team_id = t.id and tm.user_id = ${userId})) end as team
    from page c
    join contacts k on k.account_id = c.account_id and k.id = c.contact_id
    join contact_inboxes ci on ci.account_id = c.account_id and ci.id = c.contact_inbox_id
    join inboxes i on i.account_id = c.account_id and i.id = c.inbox_id
    left join users u on u.id = c.assignee_id
    left join account_users au on au.account_id = c.account_id and au.user_id = c.assignee_id
    left join agent_bots b on b.id = c.assignee_agent_bot_id
    left join teams t on t.account_id = c.account_id and t.id = c.team_id
    order by c.position`;
  return rows.map(toConversationRow);
}

function toConversationRow(raw: Record<string, unknown>): ConversationRow {
  const row = { ...raw };
  for (const key of dates) row[key] = typeof raw[key] === "string" ? new Date(raw[key]) : null;
  return row as unknown as ConversationRow;
}
