import type { Fragment, ISql } from "postgres";
import { type AccountContext, statements } from "../../platform/context.ts";
import type { Range } from "./report-range.ts";
import { stretchesOf } from "./stretches.ts";

const HOUR_MS = 3_600_000;

/** A range of time in two parts: what is summed up already, and what has to be counted. */
export interface Parts {
  rolled: Rolled | null;
  rest: Range[];
}

/** Whole hours that are summed up, but for those that must be summed up again. */
export interface Rolled {
  range: Range;
  /** Starts of hours within the range. */
  dirty: number[];
}

/** Splits a range. One statement. */
export async function splitRange(ctx: AccountContext, { since, until }: Range): Promise<Parts> {
  const nothing = { rolled: null, rest: [{ since, until }] };
  const [state] = await statements(ctx)<{ doneUntil: string; dirtyHours: string[] }[]>`
    select done_until as "doneUntil", to_json(dirty_hours) as "dirtyHours" from report_rollup_states
    where account_id = ${ctx.accountId}`;
  if (!state) return nothing;
  const from = Math.ceil(since / HOUR_MS) * HOUR_MS;
  const to = Math.min(Math.floor(until / HOUR_MS) * HOUR_MS, Date.parse(state.doneUntil));
  if (to <= from) return nothing;
  const dirty = state.dirtyHours.map((hour) => Date.parse(hour)).filter((hour) => hour >= from && hour < to);
  const rest = [{ since, until: from }, ...stretchesOf(dirty), { since: to, until }];
  return {
    rolled: { range: { since: from, until: to }, dirty },
    rest: rest.filter((part) => part.since < part.until),
  };
}

/** Those of `report_rollups` that are within and true. */
export function isRolled(sql: ISql, { range, dirty }: Rolled): Fragment {
  const [since, until] = [new Date(range.since).toISOString(), new Date(range.until).toISOString()];
  const stale = dirty.map((hour) => new Date(hour).toISOString());
  const at = sql`(day + make_interval(hours => hour)) at time zone 'UTC'`;
  return sql`
    day >= ${since}::timestamptz at time zone 'UTC' - interval '1 day' and day <= ${until}::timestamptz at time zone 'UTC'
    and ${at} >= ${since} and ${at} < ${until} and ${at} <> all(${stale}::text[]::timestamptz[])`;
}
