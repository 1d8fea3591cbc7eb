import type { Tx } from "../../platform/database/transaction.ts";

/** Puts a member at the end of the inbox's turn: who was longest without a conversation gets the next one. */
export async function noteTurn(tx: Tx, turn: { inboxId: number; userId: number }): Promise<void> {
  await tx.sql`
    update inbox_members set last_assigned_at = clock_timestamp()
    where account_id = ${tx.accountId} and inbox_id = ${turn.inboxId} and user_id = ${turn.userId}`;
}
