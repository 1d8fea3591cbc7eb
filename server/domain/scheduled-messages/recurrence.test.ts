import { describe, expect, test } from "vitest";
import { type RecurrenceRule, recurrenceRule } from "./contract.ts";
import { describeRecurrence } from "./describe-recurrence.ts";
import { afterQuietHours } from "./quiet-hours.ts";
import { firstMatch, matchesRule, nextOccurrence } from "./recurrence.ts";

const ruled = (rule: Partial<RecurrenceRule>): RecurrenceRule => recurrenceRule.parse({ frequency: "daily", ...rule });

/** The next `count` dates after the first, in ISO. */
function dates(rule: Partial<RecurrenceRule>, first: string, { zone = "UTC", count = 4 } = {}): string[] {
  const series = { rule: ruled(rule), startsAt: new Date(first), zone };
  const found = [new Date(first)];
  while (found.length <= count) {
    const last = found.at(-1) as Date;
    const next = nextOccurrence(series, last, { now: last, sent: found.length });
    if (!next) break;
    found.push(next);
  }
  return found.slice(1).map((at) => at.toISOString().replace(":00.000Z", "Z"));
}

describe("dates of a rule", () => {
  test("days, in steps", () => {
    expect(dates({ interval: 2 }, "2026-02-27T09:30:00Z")).toEqual([
      "2026-03-01T09:30Z",
      "2026-03-03T09:30Z",
      "2026-03-05T09:30Z",
      "2026-03-07T09:30Z",
    ]);
  });

  test("listed days of the week, then on by weeks that begin on Sunday", () => {
    // 2 November 2026 is a Monday.
    expect(dates({ frequency: "weekly", interval: 2, week_days: [5, 1] }, "2026-11-02T08:00:00Z")).toEqual([
      "2026-11-06T08:00Z",
      "2026-11-16T08:00Z",
      "2026-11-20T08:00Z",
      "2026-11-30T08:00Z",
    ]);
    expect(dates({ frequency: "weekly", week_days: [0] }, "2026-11-01T08:00:00Z", { count: 1 })).toEqual([
      "2026-11-08T08:00Z",
    ]);
  });

  test("the same day of the month, its last day where it has fewer, and never drifting", () => {
    expect(dates({ frequency: "monthly" }, "2027-01-31T08:00:00Z")).toEqual([
      "2027-02-28T08:00Z",
      "2027-03-31T08:00Z",
      "2027-04-30T08:00Z",
      "2027-05-31T08:00Z",
    ]);
  });

  test("the n-th weekday of the month, the last one where there is no fifth", () => {
    const monthly = { frequency: "monthly", monthly_type: "day_of_week", monthly_weekday: 5 } as const;
    expect(dates({ ...monthly, monthly_week: 2 }, "2026-01-09T08:00:00Z", { count: 2 })).toEqual([
      "2026-02-13T08:00Z",
      "2026-03-13T08:00Z",
    ]);
    expect(dates({ ...monthly, monthly_week: 5 }, "2026-01-30T08:00:00Z", { count: 2 })).toEqual([
      "2026-02-27T08:00Z",
      "2026-03-27T08:00Z",
    ]);
    expect(dates({ ...monthly, monthly_week: -1 }, "2026-04-24T08:00:00Z", { count: 1 })).toEqual([
      "2026-05-29T08:00Z",
    ]);
  });

  test("years; the 29 February is the 28 in other years, and comes back", () => {
    expect(dates({ frequency: "yearly" }, "2028-02-29T08:00:00Z")).toEqual([
      "2029-02-28T08:00Z",
      "2030-02-28T08:00Z",
      "2031-02-28T08:00Z",
      "2032-02-29T08:00Z",
    ]);
  });

  test("end by date, that day included, and by number", () => {
    const until = { end_type: "on_date", end_date: "2026-01-03" } as const;
    expect(dates(until, "2026-01-01T23:00:00Z")).toEqual(["2026-01-02T23:00Z", "2026-01-03T23:00Z"]);
    expect(dates({ end_type: "after_count", end_count: 3 }, "2026-01-01T08:00:00Z")).toHaveLength(2);
  });

  test("dates that passed while nothing ran are left out", () => {
    const series = { rule: ruled({}), startsAt: new Date("2026-01-01T08:00:00Z"), zone: "UTC" };
    const next = nextOccurrence(series, series.startsAt, { now: new Date("2026-01-20T09:00:00Z"), sent: 1 });
    expect(next?.toISOString()).toBe("2026-01-21T08:00:00.000Z");
  });

  test("a start that the rule does not name moves to the next date that it does", () => {
    const series = { rule: ruled({ frequency: "weekly", week_days: [3] }), startsAt: new Date(0), zone: "UTC" };
    const monday = new Date("2026-11-02T08:15:00Z");
    expect(matchesRule(series, monday)).toBe(false);
    expect(firstMatch(series, monday).toISOString()).toBe("2026-11-04T08:15:00.000Z");
  });
});

describe("daylight saving", () => {
  test("nine in the morning in Berlin stays nine, an hour earlier or later in UTC", () => {
    const options = { zone: "Europe/Berlin", count: 2 };
    expect(dates({ interval: 2 }, "2026-03-27T08:00:00Z", options)).toEqual(["2026-03-29T07:00Z", "2026-03-31T07:00Z"]);
    expect(dates({ interval: 2 }, "2026-10-23T07:00:00Z", options)).toEqual(["2026-10-25T08:00Z", "2026-10-27T08:00Z"]);
  });

  test("without a zone the clock is UTC's, as the contract has it", () => {
    expect(dates({ interval: 2 }, "2026-03-27T08:00:00Z", { count: 2 })).toEqual([
      "2026-03-29T08:00Z",
      "2026-03-31T08:00Z",
    ]);
  });

  test("a clock time that the night leaves out moves forward for that day only", () => {
    // Half past two does not exist on 29 March 2026 in Berlin.
    expect(dates({}, "2026-03-28T01:30:00Z", { zone: "Europe/Berlin", count: 2 })).toEqual([
      "2026-03-29T01:30Z",
      "2026-03-30T00:30Z",
    ]);
  });

  test("a clock time that the night has twice comes once", () => {
    expect(dates({}, "2026-10-24T00:30:00Z", { zone: "Europe/Berlin", count: 2 })).toEqual([
      "2026-10-25T00:30Z",
      "2026-10-26T01:30Z",
    ]);
  });

  test("weekdays are those of the zone", () => {
    // Monday 00:30 in Auckland is Sunday in UTC.
    const rule = { frequency: "weekly", week_days: [1] } as const;
    expect(dates({ ...rule, week_days: [1] }, "2026-04-12T12:30:00Z", { zone: "Pacific/Auckland", count: 1 })).toEqual([
      "2026-04-19T12:30Z",
    ]);
  });
});

describe("quiet hours", () => {
  const night = { from: "22:00", until: "08:00" };
  const moved = (at: string, quiet = night, zone = "America/Sao_Paulo") =>
    afterQuietHours(new Date(at), quiet, zone).toISOString().replace(":00.000Z", "Z");

  test("what falls into the night goes out in the morning, before and after midnight", () => {
    expect(moved("2026-06-10T01:00:00Z")).toBe("2026-06-10T11:00Z");
    expect(moved("2026-06-10T05:00:00Z")).toBe("2026-06-10T11:00Z");
  });

  test("their beginning is quiet, their end is not, and the rest of the day stays", () => {
    expect(moved("2026-06-10T11:00:00Z")).toBe("2026-06-10T11:00Z");
    expect(moved("2026-06-11T01:00:00Z")).toBe("2026-06-11T11:00Z");
    expect(moved("2026-06-10T18:00:00Z")).toBe("2026-06-10T18:00Z");
  });

  test("hours within a day, and hours that are none", () => {
    expect(moved("2026-06-10T16:00:00Z", { from: "12:00", until: "14:00" })).toBe("2026-06-10T17:00Z");
    expect(moved("2026-06-10T16:00:00Z", { from: "12:00", until: "12:00" })).toBe("2026-06-10T16:00Z");
  });

  test("the end follows the clock of the zone over the change to summer time", () => {
    expect(moved("2026-03-28T23:00:00Z", night, "Europe/Berlin")).toBe("2026-03-29T06:00Z");
  });
});

test.each([
  [{ interval: 1 }, "Every day"],
  [{ frequency: "weekly", interval: 2, week_days: [3, 1] }, "Every 2 weeks on Monday, Wednesday"],
  [{ frequency: "weekly", week_days: [1, 2, 3, 4, 5] }, "Every week on weekdays"],
  [
    { frequency: "monthly", monthly_type: "day_of_week", monthly_week: -1, monthly_weekday: 5 },
    "Every month on the last Friday",
  ],
  [{ frequency: "yearly", end_type: "after_count", end_count: 3 }, "Every year 3 times"],
  [{ end_type: "on_date", end_date: "2026-12-31" }, "Every day until 2026-12-31"],
] as const)("%j reads as %s", (rule, sentence) => {
  expect(describeRecurrence(ruled(rule as Partial<RecurrenceRule>))).toBe(sentence);
});
