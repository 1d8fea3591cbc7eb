import type { Fragment } from "postgres";
import { type AccountContext, statements } from "../../../platform/context.ts";

/** A message with everything its serialisers need. */
export interface MessageRow {
  id: number;
  accountId: number;
  conversationId: number;
  displayId: number;
  inboxId: number;
  messageType: number;
  content: string | null;
  contentType: string;
  contentAttributes: Record<string, unknown>;
  additionalAttributes: Record<string, unknown>;
  private: boolean;
  status: "sent" | "delivered" | "read" | "failed";
  delivery: "pending" | "sending" | "accepted" | "failed" | null;
  senderType: string | null;
  senderId: number | null;
  sender: SenderRow | null;
  sourceId: string | null;
  inReplyTo: number | null;
  inReplyToExternalId: string | null;
  attachments: AttachmentRow[];
  reactions: ReactionRow[];
  revision: number;
  createdAt: Date;
  updatedAt: Date;
  conversation: { assigneeId: number | null; unreadCount: number; lastActivityAt: Date; sourceId: string };
}

export interface SenderRow {
  id: number;
  name: string;
  displayName?: string | null;
  avatarKey?: string | null;
  availability?: string | null;
  email?: string | null;
  phoneNumber?: string | null;
  identifier?: string | null;
  groupType?: "individual" | "group";
  blocked?: boolean;
  additionalAttributes?: Record<string, unknown>;
  customAttributes?: Record<string, unknown>;
}

export interface AttachmentRow {
  id: number;
  messageId: number;
  fileType: string;
  state: "pending" | "ready" | "failed";
  storageKey: string | null;
  thumbnailKey: string | null;
  fileName: string | null;
  contentType: string | null;
  fileSize: number | null;
  width: number | null;
  height: number | null;
  coordinatesLat: number | null;
  coordinatesLong: number | null;
  fallbackTitle: string | null;
  meta: Record<string, unknown>;
}

export interface ReactionRow {
  reactor: string;
  name: string | null;
  emoji: string;
}

/** As the driver gives it: times are text. */
type Raw = Omit<MessageRow, "createdAt" | "updatedAt" | "conversation"> & {
  createdAt: string;
  updatedAt: string;
  conversation: Omit<MessageRow["conversation"], "lastActivityAt"> & { lastActivityAt: string };
};

/** Narrows the messages of an account. `m` is the message, `c` its conversation. */
export interface Selection {
  where: Fragment;
  order?: Fragment;
  limit?: number;
}

/**
 * Messages with sender, files and reactions, in one statement.
 *
 * @param select  builds the condition from the statement function of the running transaction or pool
 */
export async function loadMessages(
  ctx: AccountContext,
  select: (sql: ReturnType<typeof statements>) => Selection,
): Promise<MessageRow[]> {
  const sql = statements(ctx);
  const { where, order = sql``, limit } = select(sql);
  const rows = await sql<Raw[]>`
    select m.id, m.account_id as "accountId", m.conversation_id as "conversationId", c.display_id as "displayId",
      m.inbox_id as "inboxId", m.message_type as "messageType", m.content, m.content_type as "contentType",
      m.content_attributes as "contentAttributes", m.additional_attributes as "additionalAttributes", m.private, m.status,
      m.delivery, m.sender_type as "senderType", m.sender_id as "senderId", m.source_id as "sourceId",
      coalesce(m.in_reply_to, (
        select quoted.id from messages quoted
        where m.in_reply_to_external_id is not null and quoted.account_id = m.account_id and quoted.inbox_id = m.inbox_id
          and quoted.provider_message_id = m.in_reply_to_external_id
      )) as "inReplyTo",
      m.in_reply_to_external_id as "inReplyToExternalId", m.revision, m.created_at as "createdAt", m.updated_at as "updatedAt",
      case m.sender_type when 'Contact' then (
        select jsonb_build_object('id', s.id, 'name', s.name, 'avatarKey', s.avatar_key, 'email', s.email,
          'phoneNumber', s.phone_number, 'identifier', s.identifier, 'groupType', s.group_type, 'blocked', s.blocked,
          'additionalAttributes', s.additional_attributes, 'customAttributes', s.custom_attributes)
        from contacts s where s.account_id = m.account_id and s.id = m.sender_id
      ) when 'User' then (
        select jsonb_build_object('id', s.id, 'name', s.name, 'displayName', s.display_name, 'avatarKey', s.avatar_key,
          'availability', au.availability, 'email', s.email)
        from users s left join account_users au on au.account_id = m.account_id and au.user_id = s.id where s.id = m.sender_id
      ) when 'AgentBot' then (
        select jsonb_build_object('id', s.id, 'name', s.name, 'avatarKey', s.avatar_key) from agent_bots s where s.id = m.sender_id
      ) end as sender,
      (select coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'messageId', a.message_id, 'fileType', a.file_type, 'state', a.state,
          'storageKey', a.storage_key, 'thumbnailKey', a.thumbnail_key, 'fileName', a.file_name, 'contentType', a.content_type,
          'fileSize', a.file_size, 'width', a.width, 'height', a.height, 'coordinatesLat', a.coordinates_lat,
          'coordinatesLong', a.coordinates_long, 'fallbackTitle', a.fallback_title, 'meta', a.meta) order by a.id), '[]')
        from attachments a where a.account_id = m.account_id and a.message_id = m.id) as attachments,
      (select coalesce(jsonb_agg(jsonb_build_object('reactor', r.reactor, 'name', r.reactor_name, 'emoji', r.emoji)
          order by r.reacted_at, r.reactor), '[]')
        from message_reactions r where r.account_id = m.account_id and r.message_id = m.id and r.emoji <> '') as reactions,
      jsonb_build_object('assigneeId', c.assignee_id, 'unreadCount', c.unread_count, 'lastActivityAt', c.last_activity_at,
        'sourceId', ci.source_id) as conversation
    from messages m
    join conversations c on c.account_id = m.account_id and c.id = m.conversation_id
    join contact_inboxes ci on ci.account_id = c.account_id and ci.id = c.contact_inbox_id
    where m.account_id = ${ctx.accountId} and ${where}
    ${order}
    ${limit === undefined ? sql`` : sql`limit ${limit}`}`;
  return rows.map(toMessageRow);
}

/** Messages by id, in any order; unknown ids are left out. */
export async function loadMessagesById(ctx: AccountContext, ids: number[]): Promise<Map<number, MessageRow>> {
  if (ids.length === 0) return new Map();
  const rows = await loadMessages(ctx, (sql) => ({ where: sql`m.id = any(${ids}::bigint[])` }));
  return new Map(rows.map((row) => [row.id, row]));
}

function toMessageRow(raw: Raw): MessageRow {
  return {
    ...raw,
    createdAt: new Date(raw.createdAt),
    updatedAt: new Date(raw.updatedAt),
    conversation: { ...raw.conversation, lastActivityAt: new Date(raw.conversation.lastActivityAt) },
  };
}
