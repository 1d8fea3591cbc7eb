import type { Sql } from "postgres";
import { rollUp } from "../domain/reports/roll-up.ts";
import { runtime } from "../platform/runtime.ts";

/** An account of the large data set. */
export interface GeneratedAccount {
  id: number;
  adminId: number;
  /** Agent of the quietest of four inboxes, with one of eleven conversations. */
  agentId: number;
  /** Display ids go from 1 to this. */
  conversations: number;
  labelId: number;
  teamId: number;
  /** Conversation 1 is a long thread; how many messages it has. */
  longThread: number;
}

/** One account is a half, one a sixtieth; the rest is in accounts of that size, as on a machine with many customers. */
const SMALL_SHARE = 60;
const ACCOUNTS_AROUND = 29;
const FOUR_PERCENT_OPEN = `case when n % 25 = 0 then 'open' when n % 100 = 1 then 'pending' when n % 100 = 2 then 'snoozed' else 'resolved' end`;

/**
 * Fills the database by statements alone: as many contacts as conversations, four in a hundred of them open, messages in
 * the order of time so that those of a thread lie far apart, and one thread as long as an old group.
 *
 * @returns the account with half of everything and one of a thirtieth of its size
 */
export async function generateData(size: {
  conversations: number;
  messages: number;
}): Promise<[large: GeneratedAccount, small: GeneratedAccount]> {
  return runtime().sql.begin(async (tx) => {
    const sql = tx as unknown as Sql;
    // Checks of single rows would take ten times as long as the rows; they are right by construction.
    await sql`set local session_replication_role = replica`;
    await sql`set local synchronous_commit = off`;
    await sql`set local maintenance_work_mem = '256MB'`;
    const indexes = await dropIndexes(sql);
    const accounts = await insertAccounts(sql, size.conversations);
    await insertPeople(sql);
    const rounds = Math.max(1, Math.round(size.messages / size.conversations));
    const [known] = await sql<{ last: number }[]>`select coalesce(max(id), 0) as last from messages`;
    await insertConversations(sql, (known?.last ?? 0) + (rounds - 1) * size.conversations);
    await insertMessages(sql, rounds);
    await insertReportingEvents(sql);
    for (const statement of indexes) await sql.unsafe(statement);
    return accounts;
  }) as Promise<[GeneratedAccount, GeneratedAccount]>;
}

/** What autovacuum and the hourly sums of the reports do within minutes. */
export async function settleData(): Promise<void> {
  for (const table of ["contacts", "contact_inboxes", "conversations", "messages", "reporting_events"]) {
    await runtime().sql.unsafe(`vacuum analyze ${table}`);
  }
  await rollUp();
  await runtime().sql`vacuum analyze report_rollups`;
  await runtime().sql`checkpoint`;
}

/** Building an index afterwards takes a fraction of keeping it up to date. @returns how to make them again */
async function dropIndexes(sql: Sql): Promise<string[]> {
  const indexes = await sql<{ name: string; definition: string }[]>`
    select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition
    from pg_index i
    where i.indrelid in ('contacts'::regclass, 'contact_inboxes'::regclass, 'conversations'::regclass, 'messages'::regclass)
      and not i.indisprimary`;
  for (const { name } of indexes) await sql.unsafe(`drop index ${name}`);
  return indexes.map(({ definition }) => definition);
}

async function insertAccounts(sql: Sql, conversations: number): Promise<[GeneratedAccount, GeneratedAccount]> {
  const small = Math.ceil(conversations / SMALL_SHARE);
  await sql`create temp table places (account_id bigint, first bigint, size bigint, admin_id bigint, agent_id bigint) on commit drop`;
  await sql`
    with sizes as (
      select n, case when n = 0 then ${conversations}::bigint - ${small}::bigint * ${ACCOUNTS_AROUND + 1} else ${small}::bigint end as size
      from generate_series(0, ${ACCOUNTS_AROUND + 1}::int) n
    ), made as (
      insert into accounts (name) select 'Customer ' || n from sizes order by n returning id
    ), numbered as (select id, row_number() over (order by id) - 1 as n from made)
    insert into places (account_id, first, size)
    select id, coalesce(sum(size) over (order by n rows between unbounded preceding and 1 preceding), 0), size
    from numbered join sizes using (n)`;
  await sql`
    insert into inboxes (account_id, name, channel, identifier, hmac_token)
    select account_id, 'Line ' || line, 'api', gen_random_uuid()::text, ''
    from places, generate_series(1, 4) line order by account_id, line`;
  await insertTeam(sql);
  await insertLabelAndTeam(sql);
  const [large, compared] = await sql<GeneratedAccount[]>`
    select account_id as id, admin_id as "adminId", agent_id as "agentId", size as conversations, least(size, 20000)::bigint as "longThread",
      (select id from labels l where l.account_id = places.account_id) as "labelId",
      (select id from teams t where t.account_id = places.account_id) as "teamId"
    from places order by account_id limit 2`;
  if (!large || !compared) throw new Error("No accounts were generated");
  return [large, compared];
}

async function insertTeam(sql: Sql): Promise<void> {
  await sql`
    with made as (
      insert into users (name, email, pubsub_token, confirmed_at)
      select 'Person ' || n, gen_random_uuid() || '@example.com', gen_random_uuid()::text, now()
      from places, generate_series(1, 20) n returning id
    ), numbered as (select id, row_number() over (order by id) - 1 as n from made),
      homes as (select account_id, row_number() over (order by account_id) - 1 as n from places)
    insert into account_users (account_id, user_id, role)
    select homes.account_id, numbered.id, case when numbered.n % 20 = 0 then 'administrator' else 'agent' end
    from numbered join homes on homes.n = numbered.n / 20`;
  await sql`
    update places set admin_id = (select min(user_id) from account_users au where au.account_id = places.account_id),
      agent_id = (select max(user_id) from account_users au where au.account_id = places.account_id)`;
  await sql`
    insert into inbox_members (account_id, inbox_id, user_id)
    select p.account_id, (select min(id) from inboxes i where i.account_id = p.account_id), p.agent_id from places p`;
}

/** A label that one of 23 conversations has, and a team that a third of them are in. */
async function insertLabelAndTeam(sql: Sql): Promise<void> {
  await sql`insert into labels (account_id, title) select account_id, 'vip' from places`;
  await sql`insert into teams (account_id, name) select account_id, 'sales' from places`;
}

/** Names that many share and numbers that nobody shares, as in an address book. */
async function insertPeople(sql: Sql): Promise<void> {
  await sql`
    insert into contacts (account_id, name, email, phone_number, last_activity_at)
    select p.account_id,
      (array['Ana','Bruno','Carla','Diego','Elena','Felix','Gloria','Hugo','Iris','Jonas'])[1 + n % 10] || ' ' ||
        initcap(translate(substr(md5(n::text), 1, 8), '0123456789', 'aeioulmnrs')),
      case when n % 3 = 0 then 'person' || n || '@example.com' end,
      '+55' || lpad(((n * 7387420489) % 99999999977)::text, 11, '0'), now() - n * interval '7 seconds'
    from places p, generate_series(1, p.size) n
    order by p.account_id, n`;
  await sql`
    insert into contact_inboxes (account_id, contact_id, inbox_id, source_id)
    select c.account_id, c.id, (select min(i.id) from inboxes i where i.account_id = c.account_id) + case when c.id % 11 = 0 then 0 else 1 + c.id % 3 end, substr(c.phone_number, 2)
    from contacts c where c.account_id in (select account_id from places) order by c.id`;
}

/** Its last message is known before it is written: see `insertMessages`. */
async function insertConversations(sql: Sql, newest: number): Promise<void> {
  await sql.unsafe(
    `
    insert into conversations (account_id, display_id, inbox_id, contact_id, contact_inbox_id, status, assignee_id, team_id, labels,
      priority, unread_count, last_message_id, last_non_activity_message_id, last_activity_at, created_at, waiting_since)
    select account_id, n, inbox_id, contact_id, id, ${FOUR_PERCENT_OPEN},
      case when n % 3 > 0 then admin_id + n % 20 end, case when n % 3 = 1 then team_id end, case when n % 23 = 0 then array['vip'] else '{}' end,
      case when n % 7 = 0 then n % 4 end, case when n % 25 = 0 then n % 4 else 0 end,
      $1::bigint + place, $1::bigint + place, now() - age, now() - age - interval '1 day', case when n % 50 = 0 then now() - age end
    from (
      select ci.*, p.admin_id, (select t.id from teams t where t.account_id = ci.account_id) as team_id, row_number() over (partition by ci.account_id order by ci.id) as n,
        row_number() over (order by ci.id) as place, ((ci.id * 7919) % 2592000) * interval '12 seconds' as age
      from contact_inboxes ci join places p using (account_id)
    ) as chat
    order by place`,
    [newest],
  );
}

/** Round after round, one message for each conversation, with consecutive ids; then the long threads. */
async function insertMessages(sql: Sql, rounds: number): Promise<void> {
  await sql`
    insert into messages (account_id, id, conversation_id, inbox_id, message_type, content, sender_type, sender_id, source_id,
      provider_message_id, created_at, status)
    overriding system value
    select c.account_id, c.last_message_id - (${rounds}::bigint - round) * c.in_all,
      c.id, c.inbox_id, (round + c.id) % 2, 'Is the blue kettle back in stock? I asked about it ' || round || ' times, order ' || substr(md5((c.id % 5000)::text), 1, 6),
      case when (round + c.id) % 2 = 0 then 'Contact' else 'User' end,
      case when (round + c.id) % 2 = 0 then c.contact_id else c.admin_id end,
      'wamid.' || c.id || '.' || round, 'wamid.' || c.id || '.' || round,
      c.last_activity_at - (${rounds}::int - round) * interval '1 hour', 'read'
    from generate_series(1, ${rounds}::int) round, (
      select conversations.*, admin_id, count(*) over () as in_all from conversations join places using (account_id)
    ) as c`;
  await sql`select setval(pg_get_serial_sequence('messages', 'id'), (select max(id) from messages))`;
  await sql`
    insert into messages (account_id, conversation_id, inbox_id, message_type, content, sender_type, sender_id, source_id,
      provider_message_id, created_at)
    select c.account_id, c.id, c.inbox_id, 0, 'And another one, number ' || n, 'Contact', c.contact_id,
      'wamid.long.' || c.id || '.' || n, 'wamid.long.' || c.id || '.' || n, c.last_activity_at - n * interval '1 minute'
    from places p join conversations c on c.account_id = p.account_id and c.display_id = 1, generate_series(1, least(p.size, 20000)) n`;
}

/** How it went with each that is over: a first answer, another one, and the end. */
async function insertReportingEvents(sql: Sql): Promise<void> {
  await sql`
    insert into reporting_events (account_id, name, value, value_in_business_hours, inbox_id, user_id, conversation_id,
      event_start_time, event_end_time)
    select c.account_id, fact.name, fact.hours * 3600, fact.hours * 1200, c.inbox_id, c.assignee_id, c.id, c.created_at,
      c.created_at + fact.hours * interval '1 hour'
    from places p join conversations c using (account_id),
      (values ('first_response', 1), ('reply_time', 2), ('conversation_resolved', 20)) as fact (name, hours)
    where c.status = 'resolved'`;
}
