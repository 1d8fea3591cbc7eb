import type { Tx } from "../../platform/database/transaction.ts";
import { fetchAttachment } from "./jobs.ts";

export interface NewInboundAttachment {
  file_type: "image" | "audio" | "video" | "file" | "location" | "fallback" | "contact";
  state: "pending" | "ready";
  file_name: string | null;
  content_type: string | null;
  file_size: number | null;
  width: number | null;
  height: number | null;
  remote_url: string | null;
  remote_id: string | null;
  coordinates_lat: number | null;
  coordinates_long: number | null;
  fallback_title: string | null;
  meta: Record<string, unknown>;
}

export interface NewInboundRow {
  conversation_id: number;
  message_type: 0 | 1;
  content: string | null;
  content_type: string;
  content_attributes: Record<string, unknown>;
  sender_type: "Contact" | null;
  sender_id: number | null;
  provider_message_id: string;
  in_reply_to_external_id: string | null;
  /** ISO. */
  created_at: string;
  attachments: NewInboundAttachment[];
}

export interface InsertedMessage {
  id: number;
  conversationId: number;
  messageType: number;
  /** Contact who wrote it; null for our own number. */
  senderId: number | null;
  createdAt: Date;
  providerMessageId: string;
}

/**
 * Inserts messages of one inbox in the given order; known ones (same provider id) are left out by the unique index. A quote keeps the
 * provider's id: readers find the message by it, whichever of the two came first. Files are fetched by jobs.
 *
 * @returns what was new, in order
 */
export async function insertInboundMessages(
  tx: Tx,
  inboxId: number,
  rows: NewInboundRow[],
): Promise<InsertedMessage[]> {
  // Of a message and its unreadable forerunner in one batch the message counts, whichever came first.
  const readableLast = rows.toSorted((a, b) => Number(isAwaited(b)) - Number(isAwaited(a)));
  const chosen = new Map(readableLast.map((row) => [row.provider_message_id, row]));
  const unique = [...new Set(rows.map((row) => chosen.get(row.provider_message_id) as NewInboundRow))];
  const inserted = await insertRows(tx, inboxId, unique);
  const attachmentsOf = new Map(unique.map((row) => [row.provider_message_id, row.attachments]));
  await insertAttachments(tx, inserted, attachmentsOf);
  return inserted;
}

const isAwaited = (row: NewInboundRow): boolean => row.content_attributes.is_awaited === true;

async function insertRows(tx: Tx, inboxId: number, rows: NewInboundRow[]): Promise<InsertedMessage[]> {
  const values = rows.map(({ attachments: _attachments, ...row }) => row);
  const inserted = await tx.sql<(Omit<InsertedMessage, "createdAt"> & { createdAt: string })[]>`
    insert into messages (account_id, inbox_id, conversation_id, message_type, content, content_type, content_attributes,
      sender_type, sender_id, source_id, provider_message_id, in_reply_to_external_id, created_at, delivery)
    select ${tx.accountId}, ${inboxId}, conversation_id, message_type, content, content_type, content_attributes,
      sender_type, sender_id, provider_message_id, provider_message_id, in_reply_to_external_id, created_at,
      case when message_type = 1 then 'accepted' end
    from rows from (jsonb_to_recordset(${JSON.stringify(values)}::text::jsonb) as (
      conversation_id bigint, message_type smallint, content text, content_type text, content_attributes jsonb,
      sender_type text, sender_id bigint, provider_message_id text, in_reply_to_external_id text, created_at timestamptz
    )) with ordinality as r (conversation_id, message_type, content, content_type, content_attributes, sender_type,
      sender_id, provider_message_id, in_reply_to_external_id, created_at, position)
    order by position
    on conflict (account_id, inbox_id, provider_message_id) do nothing
    returning id, conversation_id as "conversationId", message_type as "messageType", sender_id as "senderId", created_at as "createdAt",
      provider_message_id as "providerMessageId"`;
  return inserted.map((row) => ({ ...row, createdAt: new Date(row.createdAt) }));
}

/** Attachments of messages that are there, with the jobs that fetch their files. */
export async function insertAttachments(
  tx: Tx,
  inserted: Pick<InsertedMessage, "id" | "conversationId" | "providerMessageId">[],
  attachmentsOf: Map<string, NewInboundAttachment[]>,
): Promise<void> {
  const rows = inserted.flatMap((message) =>
    (attachmentsOf.get(message.providerMessageId) ?? []).map((attachment) => ({
      ...attachment,
      message_id: message.id,
      conversation_id: message.conversationId,
    })),
  );
  if (rows.length === 0) return;
  const stored = await tx.sql<{ id: number; state: string }[]>`
    insert into attachments (account_id, message_id, conversation_id, file_type, state, file_name, content_type, file_size,
      width, height, remote_url, remote_id, coordinates_lat, coordinates_long, fallback_title, meta)
    select ${tx.accountId}, r.*
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as r (message_id bigint, conversation_id bigint, file_type text,
      state text, file_name text, content_type text, file_size bigint, width integer, height integer, remote_url text, remote_id text,
      coordinates_lat double precision, coordinates_long double precision, fallback_title text, meta jsonb)
    returning id, state`;
  for (const attachment of stored) {
    if (attachment.state === "pending") {
      tx.enqueue(fetchAttachment, { account_id: tx.accountId, attachment_id: attachment.id });
    }
  }
}
