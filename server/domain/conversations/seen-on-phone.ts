import type { Tx } from "../../platform/database/transaction.ts";

/**
 * Marks a conversation as seen up to a message that was read on the phone; nothing happens when an agent has seen more, or
 * when newer messages are waiting.
 *
 * @param upTo  time of the message that was read
 */
export async function seenOnPhone(tx: Tx, conversationId: number, upTo: Date): Promise<void> {
  const rows = await tx.sql<{ id: number }[]>`
    update conversations set unread_count = 0, agent_last_seen_at = ${upTo.toISOString()}, revision = revision + 1, updated_at = now()
    where account_id = ${tx.accountId} and id = ${conversationId} and unread_count > 0 and last_incoming_at <= ${upTo.toISOString()}
      and coalesce(agent_last_seen_at, '-infinity') < ${upTo.toISOString()}
    returning id`;
  if (rows.length > 0) tx.emit("conversation.read", { conversation_id: conversationId });
}
