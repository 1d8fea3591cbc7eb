import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import { bucketStarts, zoneOfOffset } from "./buckets.ts";

const iso = (starts: number[]) => starts.map((start) => new Date(start).toISOString());
const range = (since: string, until: string) => ({ since: Date.parse(since), until: Date.parse(until) });

test("an offset stands for a zone that has it today; nonsense is UTC", () => {
  const summer = new Date("2026-07-01T00:00:00Z");
  const winter = new Date("2026-01-01T00:00:00Z");
  expect(zoneOfOffset("-3", winter)).toBe("America/Sao_Paulo");
  expect(zoneOfOffset("5.5", winter)).toBe("Asia/Kolkata");
  expect(zoneOfOffset("1", winter)).toBe("Europe/Berlin");
  expect(zoneOfOffset("1", summer)).toBe("Europe/London");
  for (const nonsense of [undefined, "", "abc", "99", "5.1"]) expect(zoneOfOffset(nonsense, winter)).toBe("UTC");
});

test("days begin at midnight of the zone, also where the clock changes", () => {
  const days = bucketStarts(range("2026-03-28T12:00:00Z", "2026-03-31T00:00:00Z"), {
    grouping: "day",
    zone: "Europe/Berlin",
  });
  expect(iso(days)).toEqual([
    "2026-03-27T23:00:00.000Z",
    "2026-03-28T23:00:00.000Z",
    "2026-03-29T22:00:00.000Z",
    "2026-03-30T22:00:00.000Z",
  ]);
});

test("weeks begin on Sunday, months on their first, years in January; hours are hours", () => {
  const starts = (grouping: "week" | "month" | "year" | "hour", since: string, until: string) =>
    iso(bucketStarts(range(since, until), { grouping, zone: "UTC" })).map((start) => start.slice(0, 13));
  expect(starts("week", "2026-03-04T00:00:00Z", "2026-03-10T00:00:00Z")).toEqual(["2026-03-01T00", "2026-03-08T00"]);
  expect(starts("month", "2026-01-31T10:00:00Z", "2026-03-01T00:00:01Z")).toEqual([
    "2026-01-01T00",
    "2026-02-01T00",
    "2026-03-01T00",
  ]);
  expect(starts("year", "2025-06-01T00:00:00Z", "2026-01-01T00:00:00Z")).toEqual(["2025-01-01T00"]);
  expect(starts("hour", "2026-03-01T10:59:00Z", "2026-03-01T12:00:00Z")).toEqual(["2026-03-01T10", "2026-03-01T11"]);
});

test("days and weeks are the calendar's over years of clock changes", () => {
  for (const zone of ["Europe/Berlin", "America/Sao_Paulo", "Asia/Kathmandu"]) {
    const days = bucketStarts(range("2017-05-04T12:00:00Z", "2026-11-22T00:00:00Z"), { grouping: "day", zone });
    let day = Temporal.Instant.fromEpochMilliseconds(days[0] ?? 0).toZonedDateTimeISO(zone);
    for (const start of days) {
      expect(start).toBe(day.epochMilliseconds);
      day = day.add({ days: 1 }).startOfDay();
    }
    const weeks = bucketStarts(range("2017-05-04T12:00:00Z", "2026-11-22T00:00:00Z"), { grouping: "week", zone });
    expect(weeks.every((start) => days.includes(start) || start < (days[0] ?? 0))).toBe(true);
  }
});

test("a range that is empty or turned round has no buckets; all of them are there, or none", () => {
  const options = { grouping: "hour", zone: "UTC" } as const;
  expect(bucketStarts(range("2026-03-01T00:00:00Z", "2026-02-01T00:00:00Z"), options)).toEqual([]);
  expect(bucketStarts(range("2025-01-01T00:00:00Z", "2026-01-01T00:00:00Z"), options)).toHaveLength(8760);
  const sinceEver = range("1970-01-01T00:00:00Z", "2026-11-01T00:00:00Z");
  expect(bucketStarts(sinceEver, { grouping: "day", zone: "Europe/Berlin" })).toHaveLength(20759);
  expect(() => bucketStarts(sinceEver, options)).toThrow("too long");
});
