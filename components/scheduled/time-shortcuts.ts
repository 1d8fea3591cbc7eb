import { weekdayIn, zonedTime } from "../inbox/thread/header/zoned-time.ts";

export type TimeShortcut = "hour" | "evening" | "tomorrowMorning" | "tomorrowAfternoon" | "monday";

/** Times one often wants, by the clock of the zone, without those that have passed; on a Sunday "Monday" is that of the week after. */
export function timeShortcuts(zone: string, now: number): { shortcut: TimeShortcut; at: number }[] {
  const today = weekdayIn(zone, now);
  const untilMonday = today === 0 ? 8 : 8 - today;
  const all: { shortcut: TimeShortcut; at: number }[] = [
    { shortcut: "hour", at: Math.floor(now / 60_000) * 60_000 + 3_600_000 },
    { shortcut: "evening", at: zonedTime(zone, now, { days: 0, hour: 18 }) },
    { shortcut: "tomorrowMorning", at: zonedTime(zone, now, { days: 1, hour: 8 }) },
    { shortcut: "tomorrowAfternoon", at: zonedTime(zone, now, { days: 1, hour: 13 }) },
    { shortcut: "monday", at: zonedTime(zone, now, { days: untilMonday, hour: 8 }) },
  ];
  return all.filter(({ at }) => at > now);
}

/** An instant as a `datetime-local` field shows it in a zone, with seconds where there are any. */
export function localText(at: number, zone: string): string {
  const format = new Intl.DateTimeFormat("sv-SE", {
    timeZone: zone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  });
  return format.format(at).replace(" ", "T");
}
