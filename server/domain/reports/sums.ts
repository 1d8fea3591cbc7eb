import type { Fragment, ISql } from "postgres";
import { type AccountContext, statements } from "../../platform/context.ts";
import { type Metric, rollupName } from "./metrics.ts";
import { inScope, type ReportScope } from "./report-scope.ts";

const HOUR_MS = 3_600_000;

/** Half-open, milliseconds since 1970. */
export interface Range {
  since: number;
  until: number;
}

/** What happened in one slot of time. */
export interface Slot {
  /** Start, milliseconds since 1970. */
  at: number;
  count: number;
  /** Of the seconds of its events. */
  sum: number;
}

interface Question {
  metric: Metric;
  scope: ReportScope;
  range: Range;
  inBusinessHours: boolean;
  /** Slots are whole hours, or quarters of one for zones between hours. */
  slotMs: typeof HOUR_MS | 900_000;
}

/**
 * What a metric counted, by slots of time. Whole hours of the past come summed up where they are; the rest, and what depends on how
 * conversations stand now, is counted. Two statements.
 */
export async function sumSlots(ctx: AccountContext, question: Question): Promise<Slot[]> {
  const sql = statements(ctx);
  const rolled = canUseRollups(question) ? await rolledRange(ctx, question.range) : null;
  if (!rolled)
    return counted(
      sql,
      ctx,
      question,
      sql`x.at >= ${iso(question.range.since)} and x.at < ${iso(question.range.until)}`,
    );
  const outside = sql`(x.at >= ${iso(question.range.since)} and x.at < ${iso(rolled.since)}
    or x.at >= ${iso(rolled.until)} and x.at < ${iso(question.range.until)})`;
  return [...(await summedUp(sql, ctx, question, rolled)), ...(await counted(sql, ctx, question, outside))];
}

/** Conversations of an agent, a team or a label are those that are theirs now: no sum of the past knows that. */
function canUseRollups({ metric, scope, slotMs }: Question): boolean {
  if (slotMs !== HOUR_MS || scope.type === "team" || scope.type === "label") return false;
  return !(scope.type === "agent" && metric.source === "conversations");
}

/** The whole hours of a range that are summed up; null when there are none. */
async function rolledRange(ctx: AccountContext, { since, until }: Range): Promise<Range | null> {
  const [state] = await statements(ctx)<{ doneUntil: string }[]>`
    select done_until as "doneUntil" from report_rollup_states where account_id = ${ctx.accountId}`;
  if (!state) return null;
  const from = Math.ceil(since / HOUR_MS) * HOUR_MS;
  const to = Math.min(Math.floor(until / HOUR_MS) * HOUR_MS, Date.parse(state.doneUntil));
  return to > from ? { since: from, until: to } : null;
}

async function summedUp(sql: ISql, ctx: AccountContext, question: Question, range: Range): Promise<Slot[]> {
  const { metric, scope, inBusinessHours } = question;
  const value = inBusinessHours ? sql`sum_in_business_hours` : sql`sum`;
  const rows = await sql<Slot[]>`
    select (extract(epoch from day) + hour * 3600) * 1000 as at, count, ${value} as sum from report_rollups
    where account_id = ${ctx.accountId} and metric = ${rollupName(metric)} and dimension = ${scope.type}
      and dimension_id = ${"id" in scope ? scope.id : 0}
      and day >= ${iso(range.since)}::timestamptz at time zone 'UTC' - interval '1 day'
      and day <= ${iso(range.until)}::timestamptz at time zone 'UTC'
      and (day + make_interval(hours => hour)) at time zone 'UTC' >= ${iso(range.since)}
      and (day + make_interval(hours => hour)) at time zone 'UTC' < ${iso(range.until)}`;
  return rows.map(toSlot);
}

async function counted(sql: ISql, ctx: AccountContext, question: Question, when: Fragment): Promise<Slot[]> {
  const { metric, scope, slotMs } = question;
  const seconds = slotMs / 1000;
  const rows = await sql<Slot[]>`
    select floor(extract(epoch from x.at) / ${seconds}::int) * ${slotMs}::bigint as at, count(*) as count,
      coalesce(sum(x.seconds), 0) as sum
    from (${sourceRows(sql, question)}) x
    where x.account_id = ${ctx.accountId} and ${when} ${inScope(sql, metric, scope)}
    group by 1`;
  return rows.map(toSlot);
}

/** The rows that a metric counts, all with a time and seconds. */
function sourceRows(sql: ISql, { metric, inBusinessHours }: Pick<Question, "metric" | "inBusinessHours">): Fragment {
  if (metric.source === "conversations") {
    return sql`
      select account_id, created_at as at, 0::float8 as seconds, id as conversation_id, inbox_id, assignee_id, team_id, labels
      from conversations`;
  }
  if (metric.source === "messages") {
    return sql`
      select account_id, created_at as at, 0::float8 as seconds, conversation_id, inbox_id, sender_type, sender_id
      from messages where message_type = ${metric.of ?? 0}`;
  }
  const value = inBusinessHours ? sql`value_in_business_hours` : sql`value`;
  return sql`
    select account_id, event_end_time as at, ${value} as seconds, conversation_id, inbox_id, user_id
    from reporting_events where name = ${metric.of ?? ""}`;
}

const iso = (milliseconds: number): string => new Date(milliseconds).toISOString();

const toSlot = ({ at, count, sum }: Slot): Slot => ({ at: Number(at), count: Number(count), sum: Number(sum) });
