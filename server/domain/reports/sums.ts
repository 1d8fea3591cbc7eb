import type { Fragment, ISql } from "postgres";
import { type AccountContext, statements } from "../../platform/context.ts";
import { type Metric, rollupName } from "./metrics.ts";
import type { Range } from "./report-range.ts";
import { inScope, type ReportScope } from "./report-scope.ts";
import { stretchesOf } from "./stretches.ts";

const HOUR_MS = 3_600_000;

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
 * What a metric counted, by slots of time. Whole hours of the past come summed up where they are; the rest, hours that something
 * was added to since, and what depends on how conversations stand now, is counted. At most three statements.
 */
export async function sumSlots(ctx: AccountContext, question: Question): Promise<Slot[]> {
  const sql = statements(ctx);
  const rolled = canUseRollups(question) ? await rolledRange(ctx, question.range) : null;
  if (!rolled) return counted(sql, ctx, question, [question.range]);
  const before = { since: question.range.since, until: rolled.range.since };
  const after = { since: rolled.range.until, until: question.range.until };
  const ranges = [before, ...stretchesOf(rolled.dirty), after].filter(({ since, until }) => since < until);
  const past = await summedUp(sql, ctx, question, rolled);
  return ranges.length === 0 ? past : [...past, ...(await counted(sql, ctx, question, ranges))];
}

/** Conversations of an agent are those that are theirs now, and assignees change all day: no sum of the past follows that. */
function canUseRollups({ metric, scope, slotMs }: Question): boolean {
  return slotMs === HOUR_MS && !(scope.type === "agent" && metric.source === "conversations");
}

/** Whole hours that are summed up, but for those that must be summed up again. */
interface Rolled {
  range: Range;
  /** Starts of hours within the range. */
  dirty: number[];
}

/** The whole hours of a range that are summed up; null when there are none. */
async function rolledRange(ctx: AccountContext, { since, until }: Range): Promise<Rolled | null> {
  const [state] = await statements(ctx)<{ doneUntil: string; dirtyHours: string[] }[]>`
    select done_until as "doneUntil", to_json(dirty_hours) as "dirtyHours" from report_rollup_states
    where account_id = ${ctx.accountId}`;
  if (!state) return null;
  const from = Math.ceil(since / HOUR_MS) * HOUR_MS;
  const to = Math.min(Math.floor(until / HOUR_MS) * HOUR_MS, Date.parse(state.doneUntil));
  if (to <= from) return null;
  const dirty = state.dirtyHours.map((hour) => Date.parse(hour)).filter((hour) => hour >= from && hour < to);
  return { range: { since: from, until: to }, dirty };
}

async function summedUp(
  sql: ISql,
  ctx: AccountContext,
  { metric, scope, inBusinessHours }: Question,
  { range, dirty }: Rolled,
): Promise<Slot[]> {
  const value = inBusinessHours ? sql`sum_in_business_hours` : sql`sum`;
  const rows = await sql<Slot[]>`
    select (extract(epoch from day) + hour * 3600) * 1000 as at, count, ${value} as sum from report_rollups
    where account_id = ${ctx.accountId} and metric = ${rollupName(metric)} and dimension = ${scope.type}
      and dimension_id = ${"id" in scope ? scope.id : 0}
      and day >= ${iso(range.since)}::timestamptz at time zone 'UTC' - interval '1 day'
      and day <= ${iso(range.until)}::timestamptz at time zone 'UTC'
      and (day + make_interval(hours => hour)) at time zone 'UTC' >= ${iso(range.since)}
      and (day + make_interval(hours => hour)) at time zone 'UTC' < ${iso(range.until)}`;
  const stale = new Set(dirty);
  return rows.map(toSlot).filter(({ at }) => !stale.has(at));
}

/** Counts rows one by one, in each of some ranges. */
async function counted(sql: ISql, ctx: AccountContext, question: Question, ranges: Range[]): Promise<Slot[]> {
  const { metric, scope, slotMs } = question;
  const seconds = slotMs / 1000;
  const rows = await sql<Slot[]>`
    select floor(extract(epoch from x.at) / ${seconds}::int) * ${slotMs}::bigint as at, count(*) as count,
      coalesce(sum(x.seconds), 0) as sum
    from unnest(${ranges.map(({ since }) => iso(since))}::text[]::timestamptz[], ${ranges.map(({ until }) => iso(until))}::text[]::timestamptz[])
      as r (since, until)
    join (${sourceRows(sql, question)}) x on x.at >= r.since and x.at < r.until
    where x.account_id = ${ctx.accountId} ${inScope(sql, metric, scope)}
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
