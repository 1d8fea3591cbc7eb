import type { Tx } from "../../platform/database/transaction.ts";
import { cleanText } from "./clean-text.ts";

/** Marks an outgoing message as failed, with the reason that agents read. Notes and what customers wrote stay as they are. */
export async function failMessage(tx: Tx, messageId: number, reason: string): Promise<void> {
  const [row] = await tx.sql<{ conversationId: number }[]>`
    update messages set status = 'failed', revision = revision + 1, updated_at = now(),
      content_attributes = content_attributes || jsonb_build_object('external_error', ${cleanText(reason).slice(0, 2_000)}::text)
    where account_id = ${tx.accountId} and id = ${messageId} and message_type in (1, 3) and not private and status = 'sent'
    returning conversation_id as "conversationId"`;
  if (row) {
    tx.emit("message.updated", {
      message_id: messageId,
      conversation_id: row.conversationId,
      changed: { status: ["sent", "failed"] },
    });
  }
}
