import type { AccountContext } from "../../platform/context.ts";
import { loadMessages, type MessageRow } from "../messages/queries/load-messages.ts";

/** What customers may read: no notes, no activity lines. */
interface Page {
  before?: number | undefined;
  after?: number | undefined;
  /** Most messages; the newest, or the oldest after a cursor. */
  limit: number;
}

/** Messages of a conversation that the caller may open, oldest first. A cursor is an id. */
export async function loadPublicMessages(
  ctx: AccountContext,
  conversationId: number,
  { before, after, limit }: Page,
): Promise<MessageRow[]> {
  const isForward = after !== undefined;
  const rows = await loadMessages(ctx, (sql) => ({
    where: sql`m.conversation_id = ${conversationId} and not m.private and m.message_type <> 2
      ${before === undefined ? sql`` : sql`and m.id < ${before}`} ${after === undefined ? sql`` : sql`and m.id > ${after}`}`,
    order: isForward ? sql`order by m.created_at, m.id` : sql`order by m.created_at desc, m.id desc`,
    limit,
  }));
  return isForward ? rows : rows.reverse();
}

/** Public messages of several conversations, the newest of each, oldest first. */
export async function loadNewestPublicMessages(
  ctx: AccountContext,
  conversationIds: number[],
  limit: number,
): Promise<Map<number, MessageRow[]>> {
  if (conversationIds.length === 0) return new Map();
  const rows = await loadMessages(ctx, (sql) => ({
    where: sql`m.id in (
      select p.id from unnest(${conversationIds}::bigint[]) as one (id)
      cross join lateral (
        select q.id from messages q
        where q.account_id = ${ctx.accountId} and q.conversation_id = one.id and not q.private and q.message_type <> 2
        order by q.created_at desc, q.id desc limit ${limit}
      ) as p)`,
    order: sql`order by m.created_at, m.id`,
  }));
  return Map.groupBy(rows, (row) => row.conversationId);
}
