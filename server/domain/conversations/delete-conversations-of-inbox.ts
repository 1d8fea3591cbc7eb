import type { Tx } from "../../platform/database/transaction.ts";

/**
 * Deletes some conversations of an inbox that is being removed; their messages and attachments go along. Nobody is told one by
 * one: the inbox is out of sight already.
 *
 * @param limit  at most this many
 * @returns how many went
 */
export async function deleteConversationsOfInbox(tx: Tx, inboxId: number, limit: number): Promise<number> {
  const rows = await tx.sql`
    delete from conversations where account_id = ${tx.accountId} and id in (
      select id from conversations where account_id = ${tx.accountId} and inbox_id = ${inboxId} order by id limit ${limit})
    returning 1`;
  return rows.length;
}
