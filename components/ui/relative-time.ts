export type RelativeTime =
  | { kind: "now" }
  | { kind: "minutes"; count: number }
  | { kind: "hours"; count: number }
  | { kind: "yesterday" }
  | { kind: "date"; withYear: boolean };

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** How a list says when something happened: now, 4m, 3h, Yesterday, 12 Mar. Days are those of `timeZone`. */
export function relativeTime(at: Date, now: Date, timeZone: string): RelativeTime {
  const age = now.getTime() - at.getTime();
  const day = dayIn(timeZone);
  if (Math.abs(age) < MINUTE) return { kind: "now" };
  if (age > 0 && age < HOUR) return { kind: "minutes", count: Math.floor(age / MINUTE) };
  if (age > 0 && (day(at) === day(now) || age < 6 * HOUR)) return { kind: "hours", count: Math.floor(age / HOUR) };
  if (age > 0 && age < 48 * HOUR && day(at) === day(now) - 1) return { kind: "yesterday" };
  return { kind: "date", withYear: yearIn(timeZone, at) !== yearIn(timeZone, now) };
}

/** Number of the calendar day in a zone, so that neighbours differ by one. */
export function dayIn(timeZone: string): (date: Date) => number {
  const format = new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
  return (date) => Math.round(Date.parse(`${format.format(date)}T00:00:00Z`) / (24 * HOUR));
}

function yearIn(timeZone: string, date: Date): string {
  return new Intl.DateTimeFormat("en", { timeZone, year: "numeric" }).format(date);
}
