import { Temporal } from "temporal-polyfill";
import type { WorkingDay } from "../inboxes/working-hours.ts";

interface Hours {
  workingHoursEnabled: boolean;
  workingHours: unknown;
  timezone: string;
}

/** Longer than any conversation is answered: what is older counts from here. */
const MOST_DAYS = 366 * 2;

/**
 * Seconds of an interval in which an inbox is open, by the wall clock of its time zone: a day with a clock change has its own length
 * (contract, reports §7). 0 without working hours.
 */
export function businessSeconds({ workingHoursEnabled, workingHours, timezone }: Hours, from: Date, to: Date): number {
  if (!workingHoursEnabled || to <= from) return 0;
  const week = new Map((workingHours as WorkingDay[]).map((day) => [day.day_of_week, day]));
  const last = Temporal.Instant.fromEpochMilliseconds(to.getTime()).toZonedDateTimeISO(timezone).toPlainDate();
  let date = Temporal.Instant.fromEpochMilliseconds(from.getTime()).toZonedDateTimeISO(timezone).toPlainDate();
  let milliseconds = 0;
  for (let days = 0; days < MOST_DAYS && Temporal.PlainDate.compare(date, last) <= 0; days++) {
    const open = openOn(date, week.get(date.dayOfWeek % 7), timezone);
    if (open) milliseconds += Math.max(0, Math.min(open.to, to.getTime()) - Math.max(open.from, from.getTime()));
    date = date.add({ days: 1 });
  }
  return milliseconds / 1000;
}

/** First and last millisecond of a day's opening; null when closed. */
function openOn(
  date: Temporal.PlainDate,
  hours: WorkingDay | undefined,
  timezone: string,
): { from: number; to: number } | null {
  if (!hours || hours.closed_all_day) return null;
  const at = (hour: number, minute: number) =>
    date.toZonedDateTime({ timeZone: timezone, plainTime: { hour, minute } }).epochMilliseconds;
  if (hours.open_all_day) {
    return { from: at(0, 0), to: date.add({ days: 1 }).toZonedDateTime(timezone).epochMilliseconds };
  }
  return {
    from: at(hours.open_hour ?? 0, hours.open_minutes ?? 0),
    to: at(hours.close_hour ?? 0, hours.close_minutes ?? 0),
  };
}
