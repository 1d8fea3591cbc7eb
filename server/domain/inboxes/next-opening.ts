import { type Hours, isOpenAt, wallClock } from "./is-open-at.ts";
import type { WorkingDay } from "./working-hours.ts";

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1440;

/**
 * When an inbox that is closed opens next, by the wall clock of its time zone (contract, public API §6).
 *
 * @returns null for one that is open, and for one that never opens
 */
export function nextOpening(hours: Hours, at: Date): Date | null {
  if (isOpenAt(hours, at)) return null;
  const { day, minute } = wallClock(hours.timezone, at);
  for (let days = 0; days <= 7; days++) {
    const opens = opensAt(hours.workingHours as WorkingDay[], (day + days) % 7);
    if (opens === null || (days === 0 && opens <= minute)) continue;
    return atWallClock(hours.timezone, at, { days, minute: opens });
  }
  return null;
}

/** Minute of the day; null on days that stay closed. */
function opensAt(week: WorkingDay[], day: number): number | null {
  const hours = week.find(({ day_of_week }) => day_of_week === day);
  if (!hours || hours.closed_all_day) return null;
  return hours.open_all_day ? 0 : (hours.open_hour ?? 0) * 60 + (hours.open_minutes ?? 0);
}

/** So many days on, when the clock on the wall shows this minute. In between it may have been put forward or back. */
function atWallClock(timezone: string, from: Date, { days, minute }: { days: number; minute: number }): Date {
  const start = Math.floor(from.getTime() / MINUTE_MS) * MINUTE_MS;
  const now = wallClock(timezone, from);
  const guess = new Date(start + (days * DAY_MINUTES + minute - now.minute) * MINUTE_MS);
  const shown = wallClock(timezone, guess);
  const late = (((shown.day - now.day - days) % 7) + 7 + 3) % 7;
  return new Date(guess.getTime() - ((late - 3) * DAY_MINUTES + shown.minute - minute) * MINUTE_MS);
}
