import type { Tx } from "../../platform/database/transaction.ts";

/**
 * Gives some contacts the new title of a label in place of the former one.
 *
 * @param part  rows with ids greater than `after`, at most `limit` of them
 * @returns the greatest id that was changed; null when none was left
 */
export async function retagContacts(
  tx: Tx,
  { from, to, ...part }: { from: string; to: string; after: number; limit: number },
): Promise<number | null> {
  const rows = await tx.sql<{ id: number; before: string[]; labels: string[] }[]>`
    with due as (
      select id, labels from contacts
      where account_id = ${tx.accountId} and id > ${part.after} and labels @> array[${from}]
      order by id
      limit ${part.limit}
      for no key update
    )
    update contacts k set revision = k.revision + 1, updated_at = now(),
      labels = case when due.labels @> array[${to}] then array_remove(due.labels, ${from})
        else array_replace(due.labels, ${from}, ${to}) end
    from due where k.account_id = ${tx.accountId} and k.id = due.id
    returning k.id, due.labels as before, k.labels`;
  for (const { id, before, labels } of rows) {
    tx.emit("contact.updated", { contact_id: id, changed: { labels: [before, labels] } });
  }
  return rows.length === 0 ? null : Math.max(...rows.map((row) => row.id));
}
