import type { Tx } from "../../platform/database/transaction.ts";
import { insertAttachments, type NewInboundRow } from "./insert-inbound-messages.ts";

/**
 * Puts the readable copy in the place of a message that could not be read when it came. The place in the thread stays.
 *
 * @param known  messages that were not new; those that were readable before change nothing
 */
export async function completeAwaitedMessages(tx: Tx, inboxId: number, known: NewInboundRow[]): Promise<void> {
  const readable = known.filter((row) => row.content_attributes.is_awaited !== true);
  if (readable.length === 0) return;
  const values = readable.map(({ attachments: _attachments, ...row }) => row);
  const completed = await tx.sql<{ id: number; conversationId: number; providerMessageId: string }[]>`
    update messages m set content = r.content, content_type = r.content_type, content_attributes = r.content_attributes,
      in_reply_to_external_id = r.in_reply_to_external_id, revision = m.revision + 1, updated_at = now()
    from jsonb_to_recordset(${JSON.stringify(values)}::text::jsonb) as r (content text, content_type text, content_attributes jsonb,
      provider_message_id text, in_reply_to_external_id text)
    where m.account_id = ${tx.accountId} and m.inbox_id = ${inboxId} and m.provider_message_id = r.provider_message_id
      and m.content_attributes @> '{"is_awaited": true}'
    returning m.id, m.conversation_id as "conversationId", m.provider_message_id as "providerMessageId"`;
  if (completed.length === 0) return;
  await insertAttachments(tx, completed, new Map(readable.map((row) => [row.provider_message_id, row.attachments])));
  for (const { id, conversationId } of completed)
    tx.emit("message.updated", { message_id: id, conversation_id: conversationId });
}
