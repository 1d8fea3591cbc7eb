export type Span = "week" | "month";

const DAY_MS = 86_400_000;
const parse = (date: string): number => Date.parse(`${date}T00:00:00Z`);
const format = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** Days (`YYYY-MM-DD`) that a page of the calendar shows: a week from Monday, or the weeks of a month. */
export function daysOf(span: Span, around: string): string[] {
  const at = parse(around);
  const first = span === "week" ? at : parse(`${around.slice(0, 7)}-01`);
  const last = span === "week" ? at : Date.UTC(Number(around.slice(0, 4)), Number(around.slice(5, 7)), 0);
  const start = first - ((new Date(first).getUTCDay() + 6) % 7) * DAY_MS;
  const end = last + (6 - ((new Date(last).getUTCDay() + 6) % 7)) * DAY_MS;
  const days: string[] = [];
  for (let day = start; day <= end; day += DAY_MS) days.push(format(day));
  return days;
}

/** The same place a page earlier (-1) or later (1). */
export function moved(span: Span, around: string, pages: number): string {
  if (span === "week") return format(parse(around) + 7 * pages * DAY_MS);
  return format(Date.UTC(Number(around.slice(0, 4)), Number(around.slice(5, 7)) - 1 + pages, 1));
}
