import { countStatement } from "../../platform/database/statement-count.ts";
import type { Tx } from "../../platform/database/transaction.ts";

/**
 * Moves `last_activity_at` of contacts forward after they wrote (contract, contacts §8). No event: the message's own event
 * brings the contact along.
 *
 * @param activity  contact ids with the time of their message; repeats allowed, the latest counts
 */
export async function recordContactActivity(tx: Tx, activity: { contactId: number; at: Date }[]): Promise<void> {
  if (activity.length === 0) return;
  const rows = activity.map(({ contactId, at }) => ({ id: contactId, at: at.toISOString() }));
  countStatement();
  await tx.sql`
    with given as (
      select id, max(at) as at
      from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as g (id bigint, at timestamptz)
      group by id
    ), locked as (
      select c.id, g.at from contacts c join given g on g.id = c.id
      where c.account_id = ${tx.accountId} and (c.last_activity_at is null or c.last_activity_at < g.at)
      order by c.id
      for no key update of c
    )
    update contacts c set last_activity_at = greatest(c.last_activity_at, l.at), revision = c.revision + 1
    from locked l
    where c.account_id = ${tx.accountId} and c.id = l.id`;
}
