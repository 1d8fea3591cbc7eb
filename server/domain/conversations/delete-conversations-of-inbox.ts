import type { Tx } from "../../platform/database/transaction.ts";

/**
 * Deletes some conversations of an inbox that is being removed; their messages and attachments go along. Nobody is told one by
 * one: the inbox is out of sight already.
 */
export async function deleteConversationsOfInbox(tx: Tx, inboxId: number, ids: number[]): Promise<void> {
  await tx.sql`
    delete from conversations
    where account_id = ${tx.accountId} and inbox_id = ${inboxId} and id = any(${ids}::bigint[])`;
}
