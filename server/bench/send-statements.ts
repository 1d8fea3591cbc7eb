import type { Sql } from "postgres";

/** What sending one message comes to in the database at least: it is claimed, its files are looked for, its tick written. */
export async function sendStatements(pool: Sql, accountId: number, conversationId: number): Promise<void> {
  const id = await claim(pool, accountId, conversationId);
  await pool`select id from attachments where account_id = ${accountId} and message_id = ${id} and storage_key is not null`;
  await pool.begin(async (tx) => {
    const sql = tx as unknown as Sql;
    await sql`
      update messages set delivery = 'accepted', provider_message_id = ${`limit-${id}`}, source_id = ${`limit-${id}`},
        sending_since = null, not_before = null, revision = revision + 1, updated_at = now()
      where account_id = ${accountId} and id = ${id}`;
    await sql`
      with written as (
        insert into events (account_id, type, data)
        values (${accountId}, 'message.updated', ${JSON.stringify({ message_id: id })}::text::jsonb)
      ), added as (
        insert into graphile_worker._private_jobs (task_id, payload, max_attempts, priority)
        select id, '{}', 25, 0 from graphile_worker._private_tasks where identifier = 'dispatch_events' returning 1
      )
      select count(*) from added`;
  });
}

async function claim(pool: Sql, accountId: number, conversationId: number): Promise<number> {
  return pool.begin(async (tx) => {
    const sql = tx as unknown as Sql;
    await sql`select pg_advisory_xact_lock(1, ${conversationId}::int)`;
    const [message] = await sql<{ id: number }[]>`
      update messages m set delivery = 'sending', sending_since = now(), delivery_attempts = m.delivery_attempts + 1
      from (
        select id from messages
        where account_id = ${accountId} and conversation_id = ${conversationId} and delivery = 'pending'
        order by id limit 1
      ) as next
      where m.account_id = ${accountId} and m.id = next.id
      returning m.id, m.inbox_id, m.content, m.content_attributes`;
    if (!message) throw new Error("There is nothing to send");
    return message.id;
  });
}
