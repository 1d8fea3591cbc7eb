import type { Tx } from "../../platform/database/transaction.ts";
import { markReadByContact } from "../messages/mark-read-by-contact.ts";
import { lockConversation } from "./queries/get-conversation.ts";

/** The customer has seen the thread: the team's messages are read, and everybody learns when (contract, public API §1). @throws not_found */
export async function seenByContact(tx: Tx, displayId: number): Promise<void> {
  const { id } = await lockConversation(tx, displayId);
  await tx.sql`
    update conversations set contact_last_seen_at = now(), revision = revision + 1
    where account_id = ${tx.accountId} and id = ${id}`;
  tx.emit("conversation.read", { conversation_id: id });
  await markReadByContact(tx, id);
}
