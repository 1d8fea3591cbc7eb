import type { Tx } from "../../platform/database/transaction.ts";

/**
 * Moves `last_activity_at` of conversations that the caller has locked, forward only, and announces it: something was written there that
 * is not stored (contract, groups §5).
 */
export async function touchActivity(tx: Tx, activities: { conversationId: number; at: Date }[]): Promise<void> {
  if (activities.length === 0) return;
  const values = activities.map(({ conversationId, at }) => ({ id: conversationId, at: at.toISOString() }));
  const rows = await tx.sql<{ id: number; before: string; after: string }[]>`
    update conversations c set last_activity_at = r.at, revision = c.revision + 1, updated_at = now()
    from (
      select old.id, max(given.at) as at, old.last_activity_at as before
      from jsonb_to_recordset(${JSON.stringify(values)}::text::jsonb) as given (id bigint, at timestamptz)
      join conversations old on old.account_id = ${tx.accountId} and old.id = given.id
      group by old.id, old.last_activity_at
    ) as r
    where c.account_id = ${tx.accountId} and c.id = r.id and c.last_activity_at < r.at
    returning c.id, r.before, c.last_activity_at as after`;
  const seconds = (text: string) => Math.floor(Date.parse(text) / 1000);
  for (const { id, before, after } of rows) {
    tx.emit("conversation.updated", {
      conversation_id: id,
      changed: { last_activity_at: [seconds(before), seconds(after)] },
    });
  }
}
