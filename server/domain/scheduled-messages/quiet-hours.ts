import { Temporal } from "temporal-polyfill";
import type { QuietHours } from "./contract.ts";
import { inZone, toDate } from "./wall-time.ts";

/**
 * The first moment from `at` on at which a message may go out: `at` itself, or the end of the quiet time it falls into. `from` is quiet,
 * `until` no longer is; over midnight when `from` is the later one.
 *
 * @param zone  whose clock the hours mean
 */
export function afterQuietHours(at: Date, quiet: QuietHours | null, zone: string): Date {
  if (!quiet || quiet.from === quiet.until) return at;
  const here = inZone(at, zone);
  const time = here.toPlainTime();
  const from = Temporal.PlainTime.from(quiet.from);
  const until = Temporal.PlainTime.from(quiet.until);
  const isAfterFrom = Temporal.PlainTime.compare(time, from) >= 0;
  const isBeforeUntil = Temporal.PlainTime.compare(time, until) < 0;
  const isOverMidnight = Temporal.PlainTime.compare(from, until) > 0;
  if (isOverMidnight ? !isAfterFrom && !isBeforeUntil : !(isAfterFrom && isBeforeUntil)) return at;
  const day = here.toPlainDate().add({ days: isOverMidnight && isAfterFrom ? 1 : 0 });
  return toDate(day.toZonedDateTime({ timeZone: zone, plainTime: until }));
}
