import type { WorkingDay } from "./working-hours.ts";

/** Hours as an inbox stores them. */
export interface Hours {
  workingHoursEnabled: boolean;
  workingHours: unknown;
  timezone: string;
}

const weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

/**
 * Whether an inbox is open at a moment, by the wall clock of its time zone (contract, inboxes §4). Always, without working hours. The
 * closing minute is closed already; a day that is open all day has none.
 */
export function isOpenAt({ workingHoursEnabled, workingHours, timezone }: Hours, at: Date): boolean {
  if (!workingHoursEnabled) return true;
  const { day, minute } = wallClock(timezone, at);
  const hours = (workingHours as WorkingDay[]).find(({ day_of_week }) => day_of_week === day);
  if (!hours || hours.closed_all_day) return false;
  if (hours.open_all_day) return true;
  const opens = (hours.open_hour ?? 0) * 60 + (hours.open_minutes ?? 0);
  const closes = (hours.close_hour ?? 0) * 60 + (hours.close_minutes ?? 0);
  return minute >= opens && minute < closes;
}

/** Day of the week (0 is Sunday) and minute of the day that a clock on the wall shows. */
export function wallClock(timezone: string, at: Date): { day: number; minute: number } {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone: timezone,
    weekday: "short",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).formatToParts(at);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? "";
  return { day: weekdays.indexOf(part("weekday")), minute: Number(part("hour")) * 60 + Number(part("minute")) };
}
