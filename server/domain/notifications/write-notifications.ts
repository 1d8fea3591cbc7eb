import type { Tx } from "../../platform/database/transaction.ts";
import type { Wanted } from "./choose-notifications.ts";

interface Written {
  id: number;
  wanted: Wanted;
  mailDueAt: Date | null;
}

interface Replaced {
  id: number;
  userId: number;
  conversationId: number;
  isUnreadMention: boolean;
  mailDueAt: string | null;
}

/**
 * Writes notifications and takes away the older ones about the same conversation (contract, settings §14), three statements for all.
 * An unread mention that goes this way leaves a mark on what replaces it, so that nobody misses it; a mail that was due stays due.
 *
 * @param mailDue  when it shall be mailed; null: not
 * @returns those that are new: an event that was handled before changes nothing
 */
export async function writeNotifications(
  tx: Tx,
  wanted: Wanted[],
  mailDue: (wanted: Wanted) => Date | null,
): Promise<Written[]> {
  const newest = [...new Map(wanted.map((each) => [keyOf(each.userId, each.resource.row.id), each])).values()];
  if (newest.length === 0) return [];
  const replaced = await takeOlder(tx, newest);
  const rows = newest.map((each) => {
    const older = replaced.filter(
      (row) => keyOf(row.userId, row.conversationId) === keyOf(each.userId, each.resource.row.id),
    );
    const own = wanted.filter(
      (other) => keyOf(other.userId, other.resource.row.id) === keyOf(each.userId, each.resource.row.id),
    );
    const due = own.map(mailDue).filter((time) => time !== null)[0] ?? null;
    const earlier = older.map((row) => row.mailDueAt).filter((time) => time !== null)[0];
    const isMentioned =
      older.some((row) => row.isUnreadMention) ||
      own.some((other) => other.type === "conversation_mention" && other !== each);
    return { each, older, mailDueAt: earlier ? new Date(earlier) : due, isMentioned };
  });
  const inserted = await insert(tx, rows);
  return inserted.flatMap(({ id, userId, eventId }) => {
    const row = rows.find(({ each }) => each.userId === userId && each.eventId === eventId);
    if (!row) return [];
    tx.emit("notification.created", { notification_id: id, user_id: userId, replaced: row.older.map((old) => old.id) });
    return [{ id, wanted: row.each, mailDueAt: row.mailDueAt }];
  });
}

const keyOf = (userId: number, conversationId: number): string => `${userId}:${conversationId}`;

async function takeOlder(tx: Tx, wanted: Wanted[]): Promise<Replaced[]> {
  const places = wanted.map(({ eventId, userId, resource }) => ({
    user_id: userId,
    conversation_id: resource.row.id,
    event_id: eventId,
  }));
  return tx.sql<Replaced[]>`
    delete from notifications n
    using jsonb_to_recordset(${JSON.stringify(places)}::text::jsonb)
      as p (user_id bigint, conversation_id bigint, event_id bigint)
    where n.account_id = ${tx.accountId} and n.user_id = p.user_id and n.conversation_id = p.conversation_id
      and n.event_id < p.event_id
    returning n.id, n.user_id as "userId", n.conversation_id as "conversationId",
      case when n.mailed_at is null and n.read_at is null then n.mail_due_at end as "mailDueAt",
      n.read_at is null and (n.notification_type = 'conversation_mention' or n.meta ? 'unread_mention') as "isUnreadMention"`;
}

async function insert(
  tx: Tx,
  rows: { each: Wanted; mailDueAt: Date | null; isMentioned: boolean }[],
): Promise<{ id: number; userId: number; eventId: number }[]> {
  const values = rows.map(({ each, mailDueAt, isMentioned }) => ({
    user_id: each.userId,
    event_id: each.eventId,
    type: each.type,
    conversation_id: each.resource.row.id,
    secondary_type: each.secondary?.type ?? null,
    secondary_id: each.secondary?.id ?? null,
    meta: {
      ...(isMentioned && each.type !== "conversation_mention" && { unread_mention: true }),
      ...(each.words !== undefined && { words: each.words }),
    },
    mail_due_at: mailDueAt?.toISOString() ?? null,
  }));
  return tx.sql`
    insert into notifications (account_id, user_id, event_id, notification_type, conversation_id, secondary_actor_type,
      secondary_actor_id, meta, mail_due_at)
    select ${tx.accountId}, user_id, event_id, type, conversation_id, secondary_type, secondary_id, meta, mail_due_at
    from jsonb_to_recordset(${JSON.stringify(values)}::text::jsonb) as r (user_id bigint, event_id bigint, type text,
      conversation_id bigint, secondary_type text, secondary_id bigint, meta jsonb, mail_due_at timestamptz)
    order by event_id, user_id
    on conflict do nothing
    returning id, user_id as "userId", event_id as "eventId"`;
}
