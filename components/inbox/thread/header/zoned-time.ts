/** Calendar fields of an instant in a zone. */
function fieldsIn(timeZone: string, at: number) {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
  });
  const parts = Object.fromEntries(format.formatToParts(at).map((part) => [part.type, Number(part.value)]));
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0 } = parts;
  return { year, month, day, hour, minute };
}

/**
 * The instant (milliseconds since 1970) at which a clock in `timeZone` shows `hour` o'clock, `days` days after `now`. Where a change of
 * summer time leaves it out, as much later as the clocks are put forward; where it comes twice, the first.
 */
export function zonedTime(
  timeZone: string,
  now: number,
  { days, hour, minute = 0 }: { days: number; hour: number; minute?: number },
): number {
  const today = fieldsIn(timeZone, now);
  const wanted = Date.UTC(today.year, today.month - 1, today.day + days, hour, minute);
  const [before, after] = [wanted - offsetAt(timeZone, wanted - DAY_MS), wanted - offsetAt(timeZone, wanted + DAY_MS)];
  // The clock of the day before decides where a time comes twice, and where it is left out.
  return isShown(timeZone, before, wanted) || !isShown(timeZone, after, wanted) ? before : after;
}

const DAY_MS = 86_400_000;

/** What a clock in the zone shows beyond UTC, in milliseconds. */
function offsetAt(timeZone: string, at: number): number {
  const shown = fieldsIn(timeZone, at);
  return Date.UTC(shown.year, shown.month - 1, shown.day, shown.hour, shown.minute) - Math.floor(at / 60_000) * 60_000;
}

const isShown = (timeZone: string, at: number, wanted: number): boolean => at + offsetAt(timeZone, at) === wanted;

/** Day of the week in a zone, 0 is Sunday. */
export function weekdayIn(timeZone: string, now: number): number {
  const { year, month, day } = fieldsIn(timeZone, now);
  return new Date(Date.UTC(year, month - 1, day)).getUTCDay();
}

/** Reads what a `datetime-local` field holds as a time in `timeZone`; null when it is incomplete. */
export function readLocalTime(text: string, timeZone: string): number | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})/.exec(text);
  if (!match) return null;
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0] = match.slice(1).map(Number);
  return zonedTime(timeZone, Date.UTC(year, month - 1, day, 12), {
    days: dayShift(timeZone, year, month, day),
    hour,
    minute,
  });
}

/** Days between noon UTC and the same calendar day in zones far from it. */
function dayShift(timeZone: string, year: number, month: number, day: number): number {
  const shown = fieldsIn(timeZone, Date.UTC(year, month - 1, day, 12));
  return Math.round((Date.UTC(year, month - 1, day) - Date.UTC(shown.year, shown.month - 1, shown.day)) / 86_400_000);
}
