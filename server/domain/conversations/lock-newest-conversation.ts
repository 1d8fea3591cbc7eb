import type { Tx } from "../../platform/database/transaction.ts";

/** The newest conversation of a contact in an inbox, locked; null when they never talked. */
export async function lockNewestConversation(
  tx: Tx,
  of: { inboxId: number; contactId: number },
): Promise<number | null> {
  const [row] = await tx.sql<{ id: number }[]>`
    select id from conversations
    where account_id = ${tx.accountId} and contact_id = ${of.contactId} and inbox_id = ${of.inboxId}
    order by id desc
    limit 1
    for update`;
  return row?.id ?? null;
}
