import { systemContext } from "../../platform/context.ts";
import { type Tx, transaction } from "../../platform/database/transaction.ts";
import { eachAlone } from "../../platform/jobs/each-alone.ts";
import { runtime } from "../../platform/runtime.ts";
import { factNames, factsIn } from "./facts.ts";
import { stretchesOf } from "./stretches.ts";

/** Days that one transaction sums up, and transactions of one account in one run. */
const CHUNK_DAYS = 31;
const MOST_CHUNKS = 40;
/** Messages come late by some minutes every day; later ones mark their hour. */
const GRACE_MINUTES = 10;

/**
 * Sums up whole hours of every account that are over, and again those that something was added to later. Reports of long times then
 * read hundreds of rows instead of millions.
 */
export async function rollUp(): Promise<void> {
  const accounts = await runtime().sql<{ id: number }[]>`select id from accounts where status = 'active' order by id`;
  await eachAlone(accounts, ({ id }) => ({ accountId: id }), rollUpAccount);
}

async function rollUpAccount({ id }: { id: number }): Promise<void> {
  for (let chunk = 0; chunk < MOST_CHUNKS; chunk++) {
    const isMore = await transaction(systemContext(id, "roll_up"), rollUpChunk);
    if (!isMore) return;
  }
}

async function rollUpChunk(tx: Tx): Promise<boolean> {
  await tx.sql`
    insert into report_rollup_states (account_id, done_until)
    select a.id, date_trunc('hour', least(a.created_at, (
      select min(created_at) from messages where account_id = a.id), (
      select min(created_at) from conversations where account_id = a.id)))
    from accounts a
    where a.id = ${tx.accountId} and not exists (select 1 from report_rollup_states s where s.account_id = a.id)
    on conflict do nothing`;
  const [state] = await tx.sql<{ doneUntil: string; dirtyHours: string[] }[]>`
    select done_until as "doneUntil", to_json(dirty_hours) as "dirtyHours" from report_rollup_states
    where account_id = ${tx.accountId} for update`;
  if (!state) return false;
  for (const { since, until } of stretchesOf(state.dirtyHours.map((hour) => Date.parse(hour)))) {
    await sumUp(tx, new Date(since), new Date(until));
  }
  const from = new Date(state.doneUntil);
  const end = Math.floor((Date.now() - GRACE_MINUTES * 60_000) / 3_600_000) * 3_600_000;
  const until = new Date(Math.min(from.getTime() + CHUNK_DAYS * 86_400_000, Math.max(end, from.getTime())));
  if (until > from) await sumUp(tx, from, until);
  await tx.sql`
    update report_rollup_states set done_until = ${until.toISOString()},
      dirty_hours = array(select unnest(dirty_hours) except select unnest(${state.dirtyHours}::text[]::timestamptz[]))
    where account_id = ${tx.accountId}`;
  return until.getTime() < end;
}

/** Replaces the sums of the hours between two times. Team and labels are those that the conversations have now. */
async function sumUp(tx: Tx, from: Date, until: Date): Promise<void> {
  const [since, to] = [from.toISOString(), until.toISOString()];
  await tx.sql`
    delete from report_rollups
    where account_id = ${tx.accountId}
      and day >= ${since}::timestamptz at time zone 'UTC' - interval '1 day' and day <= ${to}::timestamptz at time zone 'UTC'
      and (day + make_interval(hours => hour)) at time zone 'UTC' >= ${since}
      and (day + make_interval(hours => hour)) at time zone 'UTC' < ${to}`;
  const ranges = [{ since: from.getTime(), until: until.getTime() }];
  await tx.sql`
    with facts as (
      ${factsIn(tx.sql, { accountId: tx.accountId, names: factNames, ranges })}
    ), hours as (
      select f.metric, date_trunc('hour', f.at at time zone 'UTC') as at, f.inbox_id,
        case when f.metric <> 'conversations' then f.agent_id end as agent_id, c.team_id, c.labels, count(*) as count,
        sum(f.value) as value, sum(f.open) as open
      from facts f left join conversations c on c.account_id = ${tx.accountId} and c.id = f.conversation_id
      group by 1, 2, 3, 4, 5, 6
    )
    insert into report_rollups (account_id, metric, dimension, dimension_id, day, hour, count, sum, sum_in_business_hours)
    select ${tx.accountId}, h.metric, d.dimension, d.id, h.at::date, extract(hour from h.at), sum(h.count), sum(h.value), sum(h.open)
    from hours h
    cross join lateral (
      values ('account', 0::bigint), ('inbox', h.inbox_id), ('agent', h.agent_id), ('team', h.team_id)
      union all
      select 'label', l.id from labels l where l.account_id = ${tx.accountId} and l.title = any(h.labels)
    ) as d (dimension, id)
    where d.id is not null
    group by h.metric, d.dimension, d.id, h.at`;
}
