import { Temporal } from "temporal-polyfill";
import { type AccountContext, statements } from "../../platform/context.ts";
import type { Input } from "../../platform/contract/operation.ts";
import type { Download } from "../../platform/http/download.ts";
import { authorize } from "../../policies/authorize.ts";
import { canSeeReports } from "../../policies/reports.ts";
import { accountLocale } from "../accounts/account-locale.ts";
import { csvLine } from "../contacts/write-csv.ts";
import { zoneOfOffset } from "./buckets.ts";
import type { trafficFile as operation } from "./contract/files.ts";
import { fileWords } from "./file-words.ts";

/**
 * How many conversations began in which hour of the days before today (contract, reports §3): a line for each hour, a column for each
 * day.
 *
 * @throws forbidden
 */
export async function trafficFile(
  ctx: AccountContext,
  { timezone_offset, days_before }: Input<typeof operation>,
): Promise<Download> {
  authorize(canSeeReports(ctx));
  const zone = zoneOfOffset(timezone_offset, new Date());
  const today = Temporal.Now.zonedDateTimeISO(zone).startOfDay();
  const days = Array.from({ length: days_before }, (_, index) => today.subtract({ days: days_before - index }));
  const rows = await statements(ctx)<{ day: string; hour: number; count: number }[]>`
    select to_char(created_at at time zone ${zone}, 'YYYY-MM-DD') as day,
      extract(hour from created_at at time zone ${zone})::int as hour, count(*)::int as count
    from conversations
    where account_id = ${ctx.accountId} and created_at >= ${today.subtract({ days: days_before }).toInstant().toString()}
      and created_at < ${today.toInstant().toString()}
    group by 1, 2`;
  const counts = new Map(rows.map(({ day, hour, count }) => [`${day} ${hour}`, count]));
  const dates = days.map((day) => day.toPlainDate().toString());
  const words = fileWords(await accountLocale(ctx));
  const hours = Array.from({ length: 24 }, (_, hour) => [
    `${String(hour).padStart(2, "0")}:00`,
    ...dates.map((date) => counts.get(`${date} ${hour}`) ?? 0),
  ]);
  const lines = [[words.timezone, zone], [words.hour, ...dates], ...hours];
  return { fileName: "conversation_traffic_reports.csv", text: lines.map(csvLine).join("") };
}
