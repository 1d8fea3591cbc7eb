import type { Sql } from "postgres";
import { phoneOf } from "./webhook-bodies.ts";

/** A text, and whose. */
export interface LimitText {
  accountId: number;
  inboxId: number;
  person: number;
  id: string;
}

/** What taking in one text of a known customer comes to at least, written by hand: a transaction of five statements. */
export async function fiveStatements(pool: Sql, { accountId, inboxId, person, id }: LimitText): Promise<void> {
  await pool.begin(async (tx) => {
    const sql = tx as unknown as Sql;
    const [chat] = await sql<{ id: number; contactId: number }[]>`
      select id, contact_id as "contactId" from contact_inboxes
      where account_id = ${accountId} and inbox_id = ${inboxId} and source_id = ${phoneOf(person)} for no key update`;
    const [conversation] = await sql<{ id: number }[]>`
      select id from conversations
      where account_id = ${accountId} and contact_inbox_id = ${chat?.id ?? 0} and status in ('open', 'pending', 'snoozed')
      order by id desc limit 1 for update`;
    const [message] = await sql<{ id: number }[]>`
      insert into messages (account_id, inbox_id, conversation_id, message_type, content, sender_type, sender_id, source_id, provider_message_id)
      values (${accountId}, ${inboxId}, ${conversation?.id ?? 0}, 0, 'Is the blue kettle back?', 'Contact', ${chat?.contactId ?? 0}, ${id}, ${id})
      on conflict (account_id, inbox_id, provider_message_id) do nothing returning id`;
    await sql`
      update conversations set last_message_id = ${message?.id ?? 0}, last_non_activity_message_id = ${message?.id ?? 0},
        last_activity_at = now(), last_incoming_at = now(), unread_count = unread_count + 1,
        waiting_since = coalesce(waiting_since, now()), revision = revision + 1, updated_at = now()
      where account_id = ${accountId} and id = ${conversation?.id ?? 0}`;
    const data = JSON.stringify({ message_id: message?.id, conversation_id: conversation?.id });
    await sql`
      with written as (
        insert into events (account_id, type, data) values (${accountId}, 'message.created', ${data}::text::jsonb)
      ), added as (
        insert into graphile_worker._private_jobs (task_id, payload, max_attempts, priority)
        select id, '{}', 25, 0 from graphile_worker._private_tasks where identifier = 'dispatch_events' returning 1
      )
      select count(*) from added`;
  });
}
