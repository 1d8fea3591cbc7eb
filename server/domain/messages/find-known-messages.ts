import type { Tx } from "../../platform/database/transaction.ts";

/** A message by the provider's id, and the contact whose chat (or group) it came from. */
export interface ToldMessage {
  id: string;
  contactId: number;
}

export interface KnownMessage extends ToldMessage {
  /** Where the message of this id is. */
  conversationId: number;
  /** It stands in somebody else's chat: ids are unique within a chat only, so it is another message. */
  isNamesake: boolean;
}

/**
 * Those of the messages whose ids the inbox has already. Two chats are taken for different ones when one of them is a group, or both
 * are of people with a number: somebody without one may be somebody we know by another name.
 */
export async function findKnownMessages(tx: Tx, inboxId: number, told: ToldMessage[]): Promise<KnownMessage[]> {
  if (told.length === 0) return [];
  return tx.sql<KnownMessage[]>`
    select t.id, t."contactId", m.conversation_id as "conversationId",
      here.id <> there.id and (here.group_type = 'group' or there.group_type = 'group'
        or (here.phone_number is not null and there.phone_number is not null)) as "isNamesake"
    from jsonb_to_recordset(${JSON.stringify(told)}::text::jsonb) as t (id text, "contactId" bigint)
    join messages m on m.account_id = ${tx.accountId} and m.inbox_id = ${inboxId} and m.provider_message_id = t.id
    join conversations c on c.account_id = m.account_id and c.id = m.conversation_id
    join contacts there on there.account_id = c.account_id and there.id = c.contact_id
    join contacts here on here.account_id = m.account_id and here.id = t."contactId"`;
}
