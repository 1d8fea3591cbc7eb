import type { Tx } from "../../platform/database/transaction.ts";

/** Storage keys of every file in some conversations: of their messages, and of what is still to be sent. */
export async function filesOfConversations(tx: Tx, conversationIds: number[]): Promise<string[]> {
  if (conversationIds.length === 0) return [];
  const ids = tx.sql`${conversationIds}::bigint[]`;
  const files = await tx.sql<{ key: string }[]>`
    with file as (
      select storage_key, thumbnail_key from attachments
      where account_id = ${tx.accountId} and conversation_id = any(${ids})
      union
      select attachment ->> 'storage_key', attachment ->> 'thumbnail_key' from scheduled_messages
      where account_id = ${tx.accountId} and conversation_id = any(${ids}) and attachment is not null
      union
      select attachment ->> 'storage_key', attachment ->> 'thumbnail_key' from recurring_scheduled_messages
      where account_id = ${tx.accountId} and conversation_id = any(${ids}) and attachment is not null
    )
    select unnest(array_remove(array[storage_key, thumbnail_key], null)) as key from file`;
  return files.map((file) => file.key);
}
