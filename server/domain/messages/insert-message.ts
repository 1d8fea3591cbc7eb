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

/** A row of our own making, with its files, which are stored already. */
export interface WholeMessageRow extends NewMessageRow {
  delivery: "pending" | null;
  scheduled_message_id: number | null;
  uploads: StoredUpload[];
}

/** Writes messages in the order given. @returns their ids in that order */
export async function insertMessages(tx: Tx, rows: WholeMessageRow[]): Promise<{ id: number; createdAt: Date }[]> {
  const values = rows.map(({ uploads: _uploads, ...row }, position) => ({ ...row, position }));
  const inserted = await tx.sql<{ id: number; createdAt: string }[]>`
    insert into messages (account_id, conversation_id, inbox_id, message_type, content, content_type, content_attributes,
      additional_attributes, private, sender_type, sender_id, source_id, in_reply_to, in_reply_to_external_id, delivery,
      scheduled_message_id, created_at)
    select ${tx.accountId}, conversation_id, inbox_id, message_type, content, content_type, content_attributes,
      additional_attributes, private, sender_type, sender_id, source_id, in_reply_to, in_reply_to_external_id, delivery,
      scheduled_message_id, clock_timestamp()
    from jsonb_to_recordset(${JSON.stringify(values)}::text::jsonb) as r (position integer, conversation_id bigint, inbox_id bigint,
      message_type smallint, content text, content_type text, content_attributes jsonb, additional_attributes jsonb, private boolean,
      sender_type text, sender_id bigint, source_id text, in_reply_to bigint, in_reply_to_external_id text, delivery text,
      scheduled_message_id bigint)
    order by position
    returning id, created_at as "createdAt"`;
  if (inserted.length !== rows.length) throw new Error("The insert of messages returned too few rows");
  // Ids are given in the order of the select.
  const stored = inserted
    .map(({ id, createdAt }) => ({ id, createdAt: new Date(createdAt) }))
    .sort((one, other) => one.id - other.id);
  await insertUploads(
    tx,
    rows.flatMap(({ uploads, conversation_id }, position) => {
      return uploads.map((upload) => ({ ...upload, message_id: stored[position]?.id, conversation_id }));
    }),
  );
  return stored;
}

async function insertUploads(tx: Tx, uploads: object[]): Promise<void> {
  if (uploads.length === 0) return;
  await tx.sql`
    insert into attachments (account_id, message_id, conversation_id, file_type, storage_key, thumbnail_key, file_name, content_type,
      file_size, width, height, meta)
    select ${tx.accountId}, r.*
    from jsonb_to_recordset(${JSON.stringify(uploads)}::text::jsonb) as r (message_id bigint, conversation_id bigint, file_type text,
      storage_key text, thumbnail_key text, file_name text, content_type text, file_size bigint, width integer, height integer,
      meta jsonb)`;
}
