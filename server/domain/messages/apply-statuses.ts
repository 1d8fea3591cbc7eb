import type { InboundEvent } from "../../channels/channel.ts";
import type { Tx } from "../../platform/database/transaction.ts";
import { seenOnPhone } from "../conversations/seen-on-phone.ts";
import type { InboundElement } from "./apply-inbound-events.ts";
import { cleanText } from "./clean-text.ts";
import type { InboundProblem } from "./inbound-events.ts";
import type { IngestInbox } from "./ingest-inbox.ts";

type Status = Extract<InboundEvent, { type: "status" }>;
type ReadByUs = Extract<InboundEvent, { type: "read_by_us" }>;

/** A status only moves forward; a failure that the provider takes back by delivering after all is forgotten. */
const ranks = { sent: 0, failed: 1, delivered: 2, read: 3 } as const;

interface Applied {
  id: number;
  conversationId: number;
  createdAt: string;
  isIncoming: boolean;
  providerMessageId: string;
  before: string;
  isForward: boolean;
}

/**
 * Applies receipts in one statement, whatever their number and order (architecture: sent < delivered < read). One that overtook its
 * message waits for it.
 */
export async function applyStatuses(
  tx: Tx,
  inbox: IngestInbox,
  items: InboundElement<Status>[],
): Promise<InboundProblem[]> {
  if (items.length === 0) return [];
  const furthest = new Map<string, Status>();
  for (const { element } of items) {
    const known = furthest.get(element.messageId);
    if (!known || ranks[element.status] > ranks[known.status]) furthest.set(element.messageId, element);
  }
  const applied = await update(tx, inbox, [...furthest.values()]);
  const known = new Set(applied.map((row) => row.providerMessageId));
  for (const row of applied) {
    const after = furthest.get(row.providerMessageId)?.status;
    // A customer's message that was read is one that our own phone showed.
    if (row.isIncoming && after === "read") await seenOnPhone(tx, row.conversationId, new Date(row.createdAt));
    if (row.isForward) {
      tx.emit("message.updated", {
        message_id: row.id,
        conversation_id: row.conversationId,
        changed: { status: [row.before, after] },
      });
    }
  }
  const unknown = items.filter((item) => !known.has(item.element.messageId));
  const parts = await partsAmong(
    tx,
    inbox,
    unknown.map((item) => item.element.messageId),
  );
  return unknown
    .filter((item) => !parts.has(item.element.messageId))
    .map((item) => ({
      inboundEventId: item.inboundEventId,
      kind: "receipt",
      reason: `status ${item.element.status} of unknown message ${item.element.messageId}`,
    }));
}

async function update(tx: Tx, inbox: IngestInbox, statuses: Status[]): Promise<Applied[]> {
  const values = statuses.map((status) => ({
    provider_message_id: status.messageId,
    status: status.status,
    rank: ranks[status.status],
    error: status.error ? cleanText(status.error) : null,
  }));
  return tx.sql<Applied[]>`
    with known as (
      select m.id, m.conversation_id, m.provider_message_id, m.created_at, m.message_type = 0 as is_incoming, m.status as before,
        s.status, s.error,
        m.message_type in (1, 3) and s.rank > case m.status when 'sent' then 0 when 'failed' then 1 when 'delivered' then 2 else 3 end
          as is_forward
      from jsonb_to_recordset(${JSON.stringify(values)}::text::jsonb)
        as s (provider_message_id text, status text, rank integer, error text)
      join messages m on m.account_id = ${tx.accountId} and m.inbox_id = ${inbox.id}
        and m.provider_message_id = s.provider_message_id
      order by m.id
      for update of m
    ), moved as (
      update messages m set status = known.status, revision = m.revision + 1, updated_at = now(),
        delivery = case when known.status = 'failed' then 'failed' else 'accepted' end,
        content_attributes = case when known.status = 'failed'
          then m.content_attributes || jsonb_build_object('external_error', coalesce(known.error, 'The provider gave no reason'))
          else m.content_attributes - 'external_error' end
      from known
      where m.account_id = ${tx.accountId} and m.id = known.id and known.is_forward
    )
    select id, conversation_id as "conversationId", provider_message_id as "providerMessageId", before, created_at as "createdAt",
      is_incoming as "isIncoming", is_forward as "isForward"
    from known`;
}

/** Receipts of further parts of a message say nothing that its first part does not. */
async function partsAmong(tx: Tx, inbox: IngestInbox, ids: string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await tx.sql<{ id: string }[]>`
    select provider_message_id as id from message_parts
    where account_id = ${tx.accountId} and inbox_id = ${inbox.id} and provider_message_id = any(${ids}::text[])`;
  return new Set(rows.map((row) => row.id));
}

/** A customer's message was read on the phone: the conversation has been seen up to it. */
export async function applyReadByUs(
  tx: Tx,
  inbox: IngestInbox,
  event: ReadByUs,
): Promise<Omit<InboundProblem, "inboundEventId"> | undefined> {
  const [message] = await tx.sql<{ conversationId: number; createdAt: string }[]>`
    select conversation_id as "conversationId", created_at as "createdAt" from messages
    where account_id = ${tx.accountId} and inbox_id = ${inbox.id} and provider_message_id = ${event.messageId}`;
  if (!message) return { kind: "receipt", reason: `read of unknown message ${event.messageId}` };
  await seenOnPhone(tx, message.conversationId, new Date(message.createdAt));
  return undefined;
}
