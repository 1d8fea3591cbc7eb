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
 * summer time leaves the hour out, the next one that exists.
 */
export function zonedTime(
  timeZone: string,
  now: number,
  { days, hour, minute = 0 }: { days: number; hour: number; minute?: number },
): number {
  const today = fieldsIn(timeZone, now);
  const wanted = Date.UTC(today.year, today.month - 1, today.day + days, hour, minute);
  let at = wanted;
  for (let round = 0; round < 3; round++) {
    const shown = fieldsIn(timeZone, at);
    at += wanted - Date.UTC(shown.year, shown.month - 1, shown.day, shown.hour, shown.minute);
  }
  return at;
}

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
