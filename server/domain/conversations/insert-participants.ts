import type { Tx } from "../../platform/database/transaction.ts";

/** A person who shall follow a conversation. */
export interface NewParticipant {
  conversationId: number;
  userId: number;
}

/**
 * Makes people follow conversations, in one statement. Who follows already, and who is no longer in the account, changes nothing.
 *
 * @returns those who are new
 */
export async function insertParticipants(tx: Tx, wanted: NewParticipant[]): Promise<NewParticipant[]> {
  if (wanted.length === 0) return [];
  const rows = wanted.map(({ conversationId, userId }) => ({ conversation_id: conversationId, user_id: userId }));
  const added = await tx.sql<NewParticipant[]>`
    insert into conversation_participants (account_id, conversation_id, user_id)
    select au.account_id, w.conversation_id, au.user_id
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as w (conversation_id bigint, user_id bigint)
    join account_users au on au.account_id = ${tx.accountId} and au.user_id = w.user_id
    order by w.conversation_id, au.user_id
    on conflict do nothing
    returning conversation_id as "conversationId", user_id as "userId"`;
  announceParticipants(tx, added);
  return added;
}

/** Says whose participation changed, conversation by conversation. */
export function announceParticipants(tx: Tx, changed: NewParticipant[]): void {
  for (const [conversationId, people] of Map.groupBy(changed, (row) => row.conversationId)) {
    tx.emit("conversation.participants_changed", {
      conversation_id: conversationId,
      user_ids: people.map((person) => person.userId),
    });
  }
}
