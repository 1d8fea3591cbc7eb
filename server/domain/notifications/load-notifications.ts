import type { Fragment } from "postgres";
import { type AccountContext, statements } from "../../platform/context.ts";
import type { Conversation } from "../conversations/contract.ts";
import { allWithMessages } from "../conversations/queries/get-conversation.ts";
import { type ConversationRow, loadConversations } from "../conversations/queries/load-conversations.ts";
import { loadMessagesById, type MessageRow, type SenderRow } from "../messages/queries/load-messages.ts";

/** A stored notification; times as the driver gives them. */
export interface StoredNotification {
  id: number;
  accountId: number;
  userId: number;
  eventId: number;
  notificationType: string;
  conversationId: number;
  secondaryActorType: "Message" | "User" | null;
  secondaryActorId: number | null;
  meta: Record<string, unknown>;
  readAt: string | null;
  snoozedUntil: string | null;
  lastActivityAt: string;
  createdAt: string;
  updatedAt: string;
}

/** One with everything that its serialiser needs. */
export interface LoadedNotification {
  row: StoredNotification;
  conversationRow: ConversationRow;
  conversation: Conversation;
  message: MessageRow | null;
  person: SenderRow | null;
  user: SenderRow;
}

/** Columns of a notification `n`. */
export const notificationColumns = (ctx: AccountContext): Fragment => statements(ctx)`
  n.id, n.account_id as "accountId", n.user_id as "userId", n.event_id as "eventId", n.notification_type as "notificationType",
  n.conversation_id as "conversationId", n.secondary_actor_type as "secondaryActorType",
  n.secondary_actor_id as "secondaryActorId", n.meta, n.read_at as "readAt", n.snoozed_until as "snoozedUntil",
  n.last_activity_at as "lastActivityAt", n.created_at as "createdAt", n.updated_at as "updatedAt"`;

/** Adds what stored notifications speak about: four statements, however many. Those whose conversation is gone are left out. */
export async function loadNotifications(
  ctx: AccountContext,
  rows: StoredNotification[],
): Promise<LoadedNotification[]> {
  if (rows.length === 0) return [];
  const conversationIds = [...new Set(rows.map((row) => row.conversationId))];
  const conversationRows = await loadConversations(ctx, (sql) => ({
    where: sql`c.id = any(${conversationIds}::bigint[])`,
  }));
  const conversations = await allWithMessages(ctx, conversationRows);
  const messages = await loadMessagesById(ctx, [...new Set(rows.flatMap((row) => secondary(row, "Message")))]);
  const people = await loadPeople(ctx, [...new Set(rows.flatMap((row) => [row.userId, ...secondary(row, "User")]))]);
  return rows.flatMap((row) => {
    const at = conversationRows.findIndex((conversation) => conversation.id === row.conversationId);
    const conversationRow = conversationRows[at];
    const conversation = conversations[at];
    const user = people.get(row.userId);
    if (!conversationRow || !conversation || !user) return [];
    const message = messages.get(secondary(row, "Message")[0] ?? 0) ?? null;
    const person = people.get(secondary(row, "User")[0] ?? 0) ?? null;
    return [{ row, conversationRow, conversation, message, person, user }];
  });
}

const secondary = (row: StoredNotification, type: "Message" | "User"): number[] =>
  row.secondaryActorType === type && row.secondaryActorId !== null ? [row.secondaryActorId] : [];

async function loadPeople(ctx: AccountContext, ids: number[]): Promise<Map<number, SenderRow>> {
  const rows = await statements(ctx)<SenderRow[]>`
    select u.id, u.name, u.display_name as "displayName", u.avatar_key as "avatarKey", au.availability
    from users u join account_users au on au.user_id = u.id and au.account_id = ${ctx.accountId}
    where u.id = any(${ids}::bigint[])`;
  return new Map(rows.map((row) => [row.id, row]));
}
