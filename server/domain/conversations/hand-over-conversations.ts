import { countStatement } from "../../platform/database/statement-count.ts";
import type { Tx } from "../../platform/database/transaction.ts";

/**
 * Gives the conversations of a contact to another one; they stay where they are otherwise. Each is announced (contract,
 * contacts §4).
 *
 * @returns their ids
 */
export async function handOverConversations(tx: Tx, { from, to }: { from: number; to: number }): Promise<number[]> {
  countStatement();
  const rows = await tx.sql<{ id: number }[]>`
    with theirs as (
      select id from conversations where account_id = ${tx.accountId} and contact_id = ${from} order by id for update
    )
    update conversations c set contact_id = ${to}, revision = c.revision + 1, updated_at = now()
    from theirs where c.account_id = ${tx.accountId} and c.id = theirs.id
    returning c.id`;
  for (const { id } of rows) {
    const changed = { contact_id: [from, to] as [number, number] };
    tx.emit("conversation.updated", { conversation_id: id, changed });
    tx.emit("conversation.contact_changed", { conversation_id: id, changed });
  }
  return rows.map((row) => row.id);
}

/** Moves conversations to the contact inbox that stays of two that turned out to be one chat. */
export async function moveToContactInbox(tx: Tx, { from, to }: { from: number; to: number }): Promise<void> {
  countStatement();
  await tx.sql`
    update conversations set contact_inbox_id = ${to}, revision = revision + 1, updated_at = now()
    where account_id = ${tx.accountId} and contact_inbox_id = ${from}`;
}
