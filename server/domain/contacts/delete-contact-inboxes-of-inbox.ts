import type { Tx } from "../../platform/database/transaction.ts";

/**
 * Deletes some contact inboxes of an inbox that is being removed; the contacts stay. Call when its conversations are gone.
 *
 * @param limit  at most this many
 * @returns how many went
 */
export async function deleteContactInboxesOfInbox(tx: Tx, inboxId: number, limit: number): Promise<number> {
  const rows = await tx.sql`
    delete from contact_inboxes where account_id = ${tx.accountId} and id in (
      select id from contact_inboxes where account_id = ${tx.accountId} and inbox_id = ${inboxId} order by id limit ${limit})
    returning 1`;
  return rows.length;
}
