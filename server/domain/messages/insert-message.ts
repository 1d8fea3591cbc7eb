import type { Tx } from "../../platform/database/transaction.ts";
import type { StoredUpload } from "./store-uploads.ts";

export interface NewMessageRow {
  conversation_id: number;
  inbox_id: number;
  message_type: 0 | 1 | 2 | 3;
  content: string | null;
  content_type: string;
  content_attributes: Record<string, unknown>;
  additional_attributes: Record<string, unknown>;
  private: boolean;
  sender_type: "User" | "Contact" | "AgentBot" | null;
  sender_id: number | null;
  source_id: string | null;
  in_reply_to: number | null;
  in_reply_to_external_id: string | null;
}

/** Writes a message of our own making and its files, which are stored already. */
export async function insertMessage(
  tx: Tx,
  row: NewMessageRow & { delivery: "pending" | null; scheduled_message_id: number | null },
  uploads: StoredUpload[],
): Promise<{ id: number; createdAt: Date }> {
  const [message] = await tx.sql<{ id: number; createdAt: string }[]>`
    insert into messages (account_id, conversation_id, inbox_id, message_type, content, content_type, content_attributes,
      additional_attributes, private, sender_type, sender_id, source_id, in_reply_to, in_reply_to_external_id, delivery,
      scheduled_message_id, created_at)
    values (${tx.accountId}, ${row.conversation_id}, ${row.inbox_id}, ${row.message_type}, ${row.content}, ${row.content_type},
      ${JSON.stringify(row.content_attributes)}::text::jsonb, ${JSON.stringify(row.additional_attributes)}::text::jsonb,
      ${row.private}, ${row.sender_type}, ${row.sender_id}, ${row.source_id}, ${row.in_reply_to}, ${row.in_reply_to_external_id},
      ${row.delivery}, ${row.scheduled_message_id}, clock_timestamp())
    returning id, created_at as "createdAt"`;
  if (!message) throw new Error("The insert of a message returned no row");
  if (uploads.length > 0)
    await insertUploads(tx, { messageId: message.id, conversationId: row.conversation_id }, uploads);
  return { id: message.id, createdAt: new Date(message.createdAt) };
}

async function insertUploads(
  tx: Tx,
  of: { messageId: number; conversationId: number },
  uploads: StoredUpload[],
): Promise<void> {
  await tx.sql`
    insert into attachments (account_id, message_id, conversation_id, file_type, storage_key, thumbnail_key, file_name, content_type,
      file_size, width, height, meta)
    select ${tx.accountId}, ${of.messageId}, ${of.conversationId}, r.*
    from jsonb_to_recordset(${JSON.stringify(uploads)}::text::jsonb) as r (file_type text, storage_key text, thumbnail_key text,
      file_name text, content_type text, file_size bigint, width integer, height integer, meta jsonb)`;
}
