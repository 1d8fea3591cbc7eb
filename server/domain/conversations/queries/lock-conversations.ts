import type { Tx } from "../../../platform/database/transaction.ts";
import { type LockedConversation, lockedColumns } from "./get-conversation.ts";

/** With when the customer last wrote. */
export interface FreeConversation extends LockedConversation {
  lastIncomingAt: Date | null;
}

/**
 * Locks those of some conversations that nobody else is writing to, for work in bulk: it waits for nobody. Whoever calls it may open
 * all conversations of the account.
 *
 * @returns conversation by its id; missing where somebody else has it, or it is gone
 */
export async function lockFreeConversations(tx: Tx, ids: number[]): Promise<Map<number, FreeConversation>> {
  const rows = await tx.sql<(LockedConversation & { lastIncomingAt: string | null })[]>`
    select ${lockedColumns(tx)}, c.last_incoming_at as "lastIncomingAt"
    from conversations c
    where c.account_id = ${tx.accountId} and c.id = any(${ids}::bigint[])
    order by c.id
    for update of c skip locked`;
  return new Map(
    rows.map((row) => [row.id, { ...row, lastIncomingAt: row.lastIncomingAt ? new Date(row.lastIncomingAt) : null }]),
  );
}
