const formats = new Map<string, Intl.DateTimeFormat>();
const days = new Map<string, string>();
/** Zones differ from each other by multiples of this. */
const QUARTER_OF_AN_HOUR = 900_000;

/** The calendar day of an instant (milliseconds since 1970) in a time zone, as `2026-03-08`. */
export function localDay(at: number, timeZone: string): string {
  const quarter = `${timeZone} ${Math.floor(at / QUARTER_OF_AN_HOUR)}`;
  const known = days.get(quarter);
  if (known) return known;
  const format = formatOf(timeZone);
  const day = format.format(at);
  if (days.size > 20_000) days.clear();
  days.set(quarter, day);
  return day;
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const format = new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
  formats.set(timeZone, format);
  return format;
}
