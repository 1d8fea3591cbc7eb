import type { Tx } from "../../platform/database/transaction.ts";

export interface NewReaction {
  /** `contact:7`, `user:3`, or `self` for our own phone. */
  reactor: string;
  name: string | null;
  /** Empty takes it back. */
  emoji: string;
  at: Date;
}

/**
 * Stores the reaction of one person to a message that the caller has locked; an older one than what is known changes nothing.
 * The message's revision grows, because its pills are part of it.
 */
export async function writeReaction(
  tx: Tx,
  message: { id: number; conversationId: number },
  { reactor, name, emoji, at }: NewReaction,
): Promise<void> {
  const written = await tx.sql`
    insert into message_reactions as known (account_id, message_id, reactor, reactor_name, emoji, reacted_at)
    values (${tx.accountId}, ${message.id}, ${reactor}, ${name}, ${emoji.slice(0, 64)}, ${at.toISOString()})
    on conflict (account_id, message_id, reactor) do update
      set emoji = excluded.emoji, reactor_name = coalesce(excluded.reactor_name, known.reactor_name), reacted_at = excluded.reacted_at
      where (known.reacted_at, known.emoji) < (excluded.reacted_at, excluded.emoji)
    returning 1`;
  if (written.length === 0) return;
  await tx.sql`
    update messages set revision = revision + 1, updated_at = now() where account_id = ${tx.accountId} and id = ${message.id}`;
  tx.emit("message.updated", { message_id: message.id, conversation_id: message.conversationId });
}
