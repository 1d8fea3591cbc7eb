import type { Tx } from "../../platform/database/transaction.ts";

/** What the team wrote up to now has been read by the customer. A failed message was never shown. */
export async function markReadByContact(tx: Tx, conversationId: number): Promise<void> {
  const read = await tx.sql<{ id: number; before: string }[]>`
    with unread as (
      select id, status as before from messages
      where account_id = ${tx.accountId} and conversation_id = ${conversationId} and message_type in (1, 3) and not private
        and status in ('sent', 'delivered') and created_at > now() - interval '30 days'
      order by id for update
    )
    update messages m set status = 'read', revision = m.revision + 1, updated_at = now()
    from unread where m.account_id = ${tx.accountId} and m.id = unread.id
    returning m.id, unread.before`;
  for (const { id, before } of read.sort((a, b) => a.id - b.id)) {
    tx.emit("message.updated", {
      message_id: id,
      conversation_id: conversationId,
      changed: { status: [before, "read"] },
    });
  }
}
