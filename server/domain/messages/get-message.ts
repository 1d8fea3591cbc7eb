import { notFound } from "../../platform/app-error.ts";
import type { Tx } from "../../platform/database/transaction.ts";
import { type LockedConversation, lockConversation } from "../conversations/queries/get-conversation.ts";
import { loadMessages, type MessageRow } from "./queries/load-messages.ts";

/**
 * A message of a conversation that the caller may open; the conversation is locked, so changes of its messages follow each other.
 *
 * @throws not_found, forbidden
 */
export async function lockMessage(
  tx: Tx,
  at: { conversation_id: number; message_id: number },
): Promise<{ conversation: LockedConversation; message: MessageRow }> {
  const conversation = await lockConversation(tx, at.conversation_id);
  const message = await reloadMessage(tx, { messageId: at.message_id, conversationId: conversation.id });
  return { conversation, message };
}

/** The message as it is now. @throws not_found */
export async function reloadMessage(tx: Tx, at: { messageId: number; conversationId: number }): Promise<MessageRow> {
  const [message] = await loadMessages(tx, (sql) => ({
    where: sql`m.id = ${at.messageId} and m.conversation_id = ${at.conversationId}`,
  }));
  if (!message) throw notFound(`message ${at.messageId}`);
  return message;
}
