import type { Tx } from "../../platform/database/transaction.ts";

/** A label's titles, and the part of the rows that is due. */
export interface Retagging {
  from: string;
  to: string;
  /** Rows with greater ids, at most `limit` of them. */
  after: number;
  limit: number;
}

/**
 * Gives some conversations the new title of a label in place of the former one.
 *
 * @returns the greatest id that was changed; null when none was left
 */
export async function retagConversations(tx: Tx, { from, to, after, limit }: Retagging): Promise<number | null> {
  const rows = await tx.sql<{ id: number; before: string[]; labels: string[] }[]>`
    with due as (
      select id, labels from conversations
      where account_id = ${tx.accountId} and id > ${after} and labels <> '{}' and labels @> array[${from}]
      order by id
      limit ${limit}
      for update
    )
    update conversations c set revision = c.revision + 1, updated_at = now(),
      labels = case when due.labels @> array[${to}] then array_remove(due.labels, ${from})
        else array_replace(due.labels, ${from}, ${to}) end
    from due where c.account_id = ${tx.accountId} and c.id = due.id
    returning c.id, due.labels as before, c.labels`;
  for (const { id, before, labels } of rows) {
    tx.emit("conversation.updated", { conversation_id: id, changed: { labels: [before, labels] } });
  }
  return rows.length === 0 ? null : Math.max(...rows.map((row) => row.id));
}
