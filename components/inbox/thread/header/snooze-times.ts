import { weekdayIn, zonedTime } from "./zoned-time.ts";

export type SnoozePreset = "hour" | "evening" | "tomorrow" | "monday";

/** When a snoozed conversation may come back, by the reader's clock; only what lies ahead. */
export function snoozeTimes(timeZone: string, now: number): { preset: SnoozePreset; at: number }[] {
  const untilMonday = (8 - weekdayIn(timeZone, now)) % 7 || 7;
  const all: { preset: SnoozePreset; at: number }[] = [
    { preset: "hour", at: now + 3_600_000 },
    { preset: "evening", at: zonedTime(timeZone, now, { days: 0, hour: 18 }) },
    { preset: "tomorrow", at: zonedTime(timeZone, now, { days: 1, hour: 9 }) },
    { preset: "monday", at: zonedTime(timeZone, now, { days: untilMonday, hour: 9 }) },
  ];
  return all.filter(({ at }) => at > now);
}
