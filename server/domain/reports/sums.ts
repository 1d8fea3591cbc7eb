import type { ISql } from "postgres";
import { type AccountContext, statements } from "../../platform/context.ts";
import { factsIn } from "./facts.ts";
import { type Metric, rollupName } from "./metrics.ts";
import type { Range } from "./report-range.ts";
import { inScope, type ReportScope } from "./report-scope.ts";
import { isRolled, type Parts, type Rolled, splitRange } from "./rolled-range.ts";

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
  const parts: Parts = canUseRollups(question)
    ? await splitRange(ctx, question.range)
    : { rolled: null, rest: [question.range] };
  const sql = statements(ctx);
  return [
    ...(parts.rolled ? await summedUp(sql, ctx, question, parts.rolled) : []),
    ...(parts.rest.length > 0 ? await counted(sql, ctx, question, parts.rest) : []),
  ];
}

/** Conversations of an agent are those that are theirs now, and assignees change all day: no sum of the past follows that. */
function canUseRollups({ metric, scope, slotMs }: Question): boolean {
  return slotMs === HOUR_MS && !(scope.type === "agent" && metric.source === "conversations");
}

async function summedUp(
  sql: ISql,
  ctx: AccountContext,
  { metric, scope, inBusinessHours }: Question,
  rolled: Rolled,
): Promise<Slot[]> {
  const value = inBusinessHours ? sql`sum_in_business_hours` : sql`sum`;
  const rows = await sql<Slot[]>`
    select (extract(epoch from day) + hour * 3600) * 1000 as at, count, ${value} as sum from report_rollups
    where account_id = ${ctx.accountId} and metric = ${rollupName(metric)} and dimension = ${scope.type}
      and dimension_id = ${"id" in scope ? scope.id : 0} and ${isRolled(sql, rolled)}`;
  return rows.map(toSlot);
}

/** Counts rows one by one, in each of some ranges. */
async function counted(sql: ISql, ctx: AccountContext, question: Question, ranges: Range[]): Promise<Slot[]> {
  const { metric, scope, slotMs, inBusinessHours } = question;
  const value = inBusinessHours ? sql`x.open` : sql`x.value`;
  const rows = await sql<Slot[]>`
    select floor(extract(epoch from x.at) / ${slotMs / 1000}::int) * ${slotMs}::bigint as at, count(*) as count,
      coalesce(sum(${value}), 0) as sum
    from (${factsIn(sql, { accountId: ctx.accountId, names: [rollupName(metric)], ranges })}) x
    where ${inScope(sql, ctx, scope)}
    group by 1`;
  return rows.map(toSlot);
}

const toSlot = ({ at, count, sum }: Slot): Slot => ({ at: Number(at), count: Number(count), sum: Number(sum) });
