import { invalid } from "../../../platform/app-error.ts";
import { type AccountContext, statements } from "../../../platform/context.ts";
import type { Input, Result } from "../../../platform/contract/operation.ts";
import type * as contract from "../contract/overview.ts";
import { SHOWN_A_DAY } from "../contract/overview.ts";
import type { ScheduledStatus } from "../contract.ts";
import { isZone } from "../wall-time.ts";
import { loadScheduled } from "./load-scheduled.ts";
import { inStatus, visible, withPlaces } from "./overview.ts";

type Query = Input<typeof contract.scheduledMessagesCalendar>;
type Answer = Result<typeof contract.scheduledMessagesCalendar>;

const MOST_DAYS = 62;
const DAY_MS = 86_400_000;

/**
 * What is planned on each day of a zone: how many by status, and the first ones. Days without any are left out. Four statements.
 *
 * @throws invalid for an unknown zone or too many days
 */
export async function scheduledMessagesCalendar(ctx: AccountContext, query: Query): Promise<Answer> {
  if (!isZone(query.timezone)) throw invalid("timezone", "Timezone is not included in the list");
  const days = (Date.parse(query.to) - Date.parse(query.from)) / DAY_MS;
  if (!(days >= 0 && days < MOST_DAYS)) throw invalid("to", `To must be within ${MOST_DAYS} days`);
  const groups = await countByDay(ctx, query);
  const shown = groups.flatMap((group) => group.first);
  const rows =
    shown.length === 0 ? [] : await loadScheduled(ctx, (sql) => ({ where: sql`s.id = any(${shown}::bigint[])` }));
  const items = new Map((await withPlaces(ctx, rows)).map((item) => [item.id, item]));
  return {
    payload: [...new Set(groups.map((group) => group.date))].sort().map((date) => {
      const ofDay = groups.filter((group) => group.date === date);
      const counts = { draft: 0, pending: 0, sent: 0, failed: 0 };
      for (const group of ofDay) counts[group.status] = group.count;
      const first = ofDay.flatMap((group) => group.first).flatMap((id) => items.get(id) ?? []);
      first.sort((left, right) => (left.scheduled_at ?? 0) - (right.scheduled_at ?? 0) || left.id - right.id);
      return { date, counts, items: first.slice(0, SHOWN_A_DAY) };
    }),
  };
}

interface Group {
  date: string;
  status: ScheduledStatus;
  count: number;
  /** Ids of the first ones. */
  first: number[];
}

async function countByDay(ctx: AccountContext, query: Query): Promise<Group[]> {
  const sql = statements(ctx);
  const start = (date: string) => sql`(${date}::date::timestamp at time zone ${query.timezone})`;
  const rows = await sql<Group[]>`
    with planned as (
      select s.id, s.status, to_char(s.scheduled_at at time zone ${query.timezone}, 'YYYY-MM-DD') as date,
        row_number() over (partition by (s.scheduled_at at time zone ${query.timezone})::date, s.status
          order by s.scheduled_at, s.id) as position
      from scheduled_messages s
      join conversations c on c.account_id = s.account_id and c.id = s.conversation_id
      where s.account_id = ${ctx.accountId} and s.scheduled_at >= ${start(query.from)}
        and s.scheduled_at < ${start(query.to)} + interval '1 day' and ${visible(ctx, query)} and ${inStatus(ctx, query)}
    )
    select date, status, count(*)::int as count, array_agg(id order by position) filter (where position <= ${SHOWN_A_DAY}) as first
    from planned group by date, status order by date, status`;
  return rows.map((row) => ({ ...row, first: (row.first ?? []).map(Number) }));
}
