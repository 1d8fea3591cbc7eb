import type { Tx } from "../../platform/database/transaction.ts";
import { changeStatus } from "./change-status.ts";
import { lockConversation } from "./queries/get-conversation.ts";

/** Resolves what is open or pending with a contact in an inbox, such as a group that our number has left (contract, groups §5). */
export async function resolveOpenConversations(tx: Tx, of: { inboxId: number; contactId: number }): Promise<void> {
  const rows = await tx.sql<{ displayId: number }[]>`
    select display_id as "displayId" from conversations
    where account_id = ${tx.accountId} and contact_id = ${of.contactId} and inbox_id = ${of.inboxId}
      and status in ('open', 'pending')
    order by id`;
  for (const { displayId } of rows)
    await changeStatus(tx, await lockConversation(tx, displayId), { status: "resolved" });
}
