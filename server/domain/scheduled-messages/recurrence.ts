import type { Temporal } from "temporal-polyfill";
import type { RecurrenceRule } from "./contract.ts";
import { inZone, toDate } from "./wall-time.ts";

/** A series as far as its dates are concerned. */
export interface Series {
  rule: RecurrenceRule;
  /** When the first one was planned: its clock time, and its day for months and years, are those of all. */
  startsAt: Date;
  /** Zone whose clock the series keeps; the contract's own is UTC (scheduled-messages §8). */
  zone: string;
}

const MOST_SKIPPED = 10_000;

/**
 * When a series comes next after `planned`: at the same clock time of its zone, whatever daylight saving does in between. A clock time
 * that the night of the change leaves out moves forward for that day only. Dates until `now` are left out: nobody wants a week of
 * greetings at once because a server rested.
 *
 * @returns null when the rule ends before
 */
export function nextOccurrence(series: Series, planned: Date, { now, sent }: { now: Date; sent: number }): Date | null {
  let day = inZone(planned, series.zone).toPlainDate();
  for (let steps = 0; steps < MOST_SKIPPED; steps++) {
    day = nextDay(series, day);
    const at = atClock(series, day);
    if (isPastEnd(series, at, sent)) return null;
    if (at > now) return at;
  }
  return null;
}

/** Is this date after the last one of the rule? @param sent  how many there were before */
export function isPastEnd({ rule, zone }: Pick<Series, "rule" | "zone">, at: Date, sent: number): boolean {
  if (rule.end_type === "after_count") return sent >= (rule.end_count ?? 0);
  if (rule.end_type !== "on_date" || !rule.end_date) return false;
  return inZone(at, zone).toPlainDate().toString() > rule.end_date;
}

/** The first date from `at` on that the rule names; `at` itself when it does. */
export function firstMatch(series: Series, at: Date): Date {
  let day = inZone(at, series.zone).toPlainDate();
  for (let steps = 0; steps < MOST_SKIPPED && !matches(series.rule, day); steps++) day = day.add({ days: 1 });
  return atClock({ ...series, startsAt: at }, day);
}

/** Does the rule name this date? A new start may be any day where the rule counts from it. */
export function matchesRule({ rule, zone }: Pick<Series, "rule" | "zone">, at: Date): boolean {
  return matches(rule, inZone(at, zone).toPlainDate());
}

function matches(rule: RecurrenceRule, day: Temporal.PlainDate): boolean {
  if (rule.frequency === "weekly") return (rule.week_days ?? []).includes(day.dayOfWeek % 7);
  if (rule.frequency === "monthly" && rule.monthly_type === "day_of_week") {
    return nthWeekday(day.toPlainYearMonth(), rule).equals(day);
  }
  return true;
}

function nextDay({ rule, startsAt, zone }: Series, day: Temporal.PlainDate): Temporal.PlainDate {
  switch (rule.frequency) {
    case "daily":
      return day.add({ days: rule.interval });
    case "weekly":
      return nextListedDay(rule, day);
    case "monthly": {
      const month = day.toPlainYearMonth().add({ months: rule.interval });
      if (rule.monthly_type === "day_of_week") return nthWeekday(month, rule);
      return month.toPlainDate({ day: Math.min(inZone(startsAt, zone).day, month.daysInMonth) });
    }
    case "yearly": {
      const first = inZone(startsAt, zone).toPlainDate();
      const month = first.toPlainYearMonth().with({ year: day.year + rule.interval });
      return month.toPlainDate({ day: Math.min(first.day, month.daysInMonth) });
    }
  }
}

/** Weeks begin on Sunday; after the last listed day `interval` weeks go on. */
function nextListedDay(rule: RecurrenceRule, day: Temporal.PlainDate): Temporal.PlainDate {
  const listed = [...(rule.week_days ?? [])].sort((left, right) => left - right);
  const today = day.dayOfWeek % 7;
  const later = listed.find((weekday) => weekday > today);
  if (later !== undefined) return day.add({ days: later - today });
  return day.add({ days: 7 * rule.interval - today + (listed[0] ?? today) });
}

/** The n-th weekday of a month; the last one where there is no such. */
function nthWeekday(month: Temporal.PlainYearMonth, rule: RecurrenceRule): Temporal.PlainDate {
  const weekday = rule.monthly_weekday ?? 0;
  const first = month.toPlainDate({ day: 1 });
  const day = 1 + ((weekday - (first.dayOfWeek % 7) + 7) % 7);
  const week = rule.monthly_week ?? 1;
  const wanted = week === -1 ? Number.POSITIVE_INFINITY : day + 7 * (week - 1);
  const last = day + 7 * Math.floor((month.daysInMonth - day) / 7);
  return month.toPlainDate({ day: Math.min(wanted, last) });
}

function atClock({ startsAt, zone }: Series, day: Temporal.PlainDate): Date {
  const plainTime = inZone(startsAt, zone).toPlainTime();
  return toDate(day.toZonedDateTime({ timeZone: zone, plainTime }));
}
