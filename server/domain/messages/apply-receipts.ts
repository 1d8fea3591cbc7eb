import type { InboundEvent } from "../../channels/channel.ts";
import type { Tx } from "../../platform/database/transaction.ts";
import { upsertContactInboxes } from "../contacts/upsert-contact-inboxes.ts";
import type { InboundElement } from "./apply-inbound-events.ts";
import type { IngestInbox } from "./ingest-inbox.ts";
import { messageTime } from "./message-time.ts";

type Receipt = Extract<InboundEvent, { type: "receipt" }>;

/**
 * Notes what members of groups did with messages of ours, any number in a fixed number of statements. The earliest times stay, so
 * repeats and any order end the same. A message that every active member has read counts as read.
 */
export async function applyReceipts(tx: Tx, inbox: IngestInbox, items: InboundElement<Receipt>[]): Promise<void> {
  if (items.length === 0) return;
  const readers = await upsertContactInboxes(
    tx,
    inbox.id,
    items.map(({ element: { reader } }) => ({
      ...reader,
      sourceId: inbox.channel.sourceId({ type: "individual", person: reader }),
      groupType: "individual" as const,
    })),
  );
  const values = items.map(({ element, receivedAt }, place) => ({
    provider_message_id: element.messageId,
    contact_id: readers[place]?.contactId,
    at: messageTime(element.at, receivedAt).toISOString(),
    is_read: element.status === "read",
  }));
  await moveStatuses(tx, await insertReceipts(tx, inbox, values));
}

/** @returns the messages about which a receipt told something new */
async function insertReceipts(tx: Tx, inbox: IngestInbox, values: object[]): Promise<number[]> {
  const rows = await tx.sql<{ id: number }[]>`
    with given as (
      select m.id, g.contact_id, min(g.at) as delivered_at, min(g.at) filter (where g.is_read) as read_at
      from jsonb_to_recordset(${JSON.stringify(values)}::text::jsonb)
        as g (provider_message_id text, contact_id bigint, at timestamptz, is_read boolean)
      join messages m on m.account_id = ${tx.accountId} and m.inbox_id = ${inbox.id}
        and m.provider_message_id = g.provider_message_id
      group by m.id, g.contact_id
    ), written as (
      insert into message_receipts as r (account_id, message_id, contact_id, delivered_at, read_at)
      select ${tx.accountId}, id, contact_id, delivered_at, read_at from given
      order by id, contact_id
      on conflict (account_id, message_id, contact_id) do update
        set delivered_at = least(r.delivered_at, excluded.delivered_at), read_at = least(r.read_at, excluded.read_at)
        where excluded.delivered_at < r.delivered_at or excluded.read_at < coalesce(r.read_at, 'infinity')
      returning message_id
    )
    select distinct message_id as id from written`;
  return rows.map((row) => row.id);
}

/** Only forward; the sender themselves and our own number need not read. */
async function moveStatuses(tx: Tx, messageIds: number[]): Promise<void> {
  if (messageIds.length === 0) return;
  const moved = await tx.sql<{ id: number; conversationId: number; before: string; after: string }[]>`
    update messages m set revision = m.revision + 1, updated_at = now(), status = judged.status
    from (
      select m.id, m.status as before, case
          when m.status in ('read', 'failed') or m.message_type not in (1, 3) then m.status
          when exists (
            select from message_receipts r where r.account_id = m.account_id and r.message_id = m.id and r.read_at is null)
          or exists (
            select from group_members g
            join contacts c on c.account_id = g.account_id and c.id = g.contact_id
            where g.account_id = m.account_id and g.group_contact_id = v.contact_id and g.is_active
              and not exists (
                select from message_receipts r where r.account_id = m.account_id and r.message_id = m.id
                  and r.contact_id = g.contact_id and r.read_at is not null)
              and coalesce(right(c.phone_number, 8), '') <> right(coalesce(i.settings ->> 'phone_number', ''), 8))
          then 'delivered' else 'read' end as status
      from messages m
      join conversations v on v.account_id = m.account_id and v.id = m.conversation_id
      join inboxes i on i.account_id = m.account_id and i.id = m.inbox_id
      where m.account_id = ${tx.accountId} and m.id = any(${messageIds}::bigint[])
      order by m.id
    ) as judged
    where m.account_id = ${tx.accountId} and m.id = judged.id
    returning m.id, m.conversation_id as "conversationId", judged.before, m.status as after`;
  for (const { id, conversationId, before, after } of moved) {
    const changed = before === after ? {} : { changed: { status: [before, after] as [string, string] } };
    tx.emit("message.updated", { message_id: id, conversation_id: conversationId, ...changed });
  }
}
