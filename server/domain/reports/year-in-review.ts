import { type AccountContext, statements } from "../../platform/context.ts";
import type { Input, Result } from "../../platform/contract/operation.ts";
import { actingUserId } from "../accounts/queries.ts";
import type { yearInReview as operation } from "./contract/year-in-review.ts";

interface Row {
  total: number;
  day: string | null;
  count: number | null;
  seconds: number | null;
}

/**
 * The caller's own year, this one unless said: conversations that began in it and are theirs now, the day on which most of them began,
 * and the mean time of their first answers (contract, reports §6). Days are those of the account's time zone.
 */
export async function yearInReview(
  ctx: AccountContext,
  input: Input<typeof operation>,
): Promise<Result<typeof operation>> {
  const userId = actingUserId(ctx);
  const year = input.year ?? new Date().getUTCFullYear();
  const [first, next] = [`${year}-01-01`, `${year + 1}-01-01`];
  const [row] = await statements(ctx)<Row[]>`
    with bounds as (
      select timezone, ${first}::timestamp at time zone timezone as since, ${next}::timestamp at time zone timezone as until
      from accounts where id = ${ctx.accountId}
    ), days as (
      select to_char(c.created_at at time zone b.timezone, 'Mon DD') as day, min(c.created_at) as first, count(*)::int as count
      from bounds b join conversations c on c.account_id = ${ctx.accountId} and c.assignee_id = ${userId}
        and c.created_at >= b.since and c.created_at < b.until
      group by 1
    ), busiest as (select day, count from days order by count desc, first limit 1)
    select coalesce((select sum(count)::int from days), 0) as total, (select day from busiest) as day,
      (select count from busiest) as count,
      (select avg(r.value)::float8 from bounds b join reporting_events r on r.account_id = ${ctx.accountId}
        and r.name = 'first_response' and r.user_id = ${userId} and r.event_end_time >= b.since and r.event_end_time < b.until) as seconds`;
  return {
    year,
    total_conversations: row?.total ?? 0,
    busiest_day: row?.day && row.count ? { date: row.day, count: row.count } : null,
    support_personality: { avg_response_time_seconds: Math.trunc(row?.seconds ?? 0) },
  };
}
