import type { Tx } from "../../platform/database/transaction.ts";

/** Stores the text of a message in another language beside it, for everybody who reads the conversation (contract, messages §5). */
export async function keepTranslation(
  tx: Tx,
  of: { messageId: number; conversationId: number; language: string; content: string },
): Promise<void> {
  const translation = JSON.stringify({ [of.language]: of.content });
  await tx.sql`
    update messages set revision = revision + 1, updated_at = now(), content_attributes = content_attributes
      || jsonb_build_object('translations', coalesce(content_attributes -> 'translations', '{}'::jsonb) || ${translation}::text::jsonb)
    where account_id = ${tx.accountId} and id = ${of.messageId}`;
  tx.emit("message.updated", { message_id: of.messageId, conversation_id: of.conversationId });
}
