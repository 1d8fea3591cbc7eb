import { expect, test } from "vitest";
import { nextOpening } from "./next-opening.ts";
import { defaultWorkingHours } from "./working-hours.ts";

const week = (changes: object[] = []) =>
  defaultWorkingHours().map((day) => ({
    ...day,
    ...changes.find((change) => (change as { day_of_week: number }).day_of_week === day.day_of_week),
  }));
const next = (at: string, timezone: string, changes?: object[]) =>
  nextOpening({ workingHoursEnabled: true, workingHours: week(changes), timezone }, new Date(at))?.toISOString() ??
  null;

test("the next opening is on the same day before the hours, and on the next day after them", () => {
  expect(next("2026-03-03T07:30:20Z", "UTC")).toBe("2026-03-03T09:00:00.000Z");
  expect(next("2026-03-03T17:00:00Z", "UTC")).toBe("2026-03-04T09:00:00.000Z");
});

test("closed days are passed over", () => {
  expect(next("2026-03-06T18:00:00Z", "UTC")).toBe("2026-03-09T09:00:00.000Z");
  const onlyTuesday = [1, 3, 4, 5].map((day_of_week) => ({ day_of_week, closed_all_day: true }));
  expect(next("2026-03-03T18:00:00Z", "UTC", onlyTuesday)).toBe("2026-03-10T09:00:00.000Z");
});

test("the clock is the one of the inbox, also where the days differ", () => {
  // Sunday evening in São Paulo; in UTC it is Monday already.
  expect(next("2026-03-02T01:00:00Z", "America/Sao_Paulo")).toBe("2026-03-02T12:00:00.000Z");
  expect(next("2026-03-01T20:00:00Z", "Asia/Tokyo")).toBe("2026-03-02T00:00:00.000Z");
});

test("a clock put forward or back in between changes the moment, not the hour", () => {
  // Berlin goes to summer time on 29 March 2026 and back on 25 October.
  expect(next("2026-03-27T18:00:00Z", "Europe/Berlin")).toBe("2026-03-30T07:00:00.000Z");
  expect(next("2026-10-23T18:00:00Z", "Europe/Berlin")).toBe("2026-10-26T08:00:00.000Z");
  const allDayMonday = [{ day_of_week: 1, open_all_day: true }];
  expect(next("2026-03-27T18:00:00Z", "Europe/Berlin", allDayMonday)).toBe("2026-03-29T22:00:00.000Z");
});

test("who is open, or never opens, has none", () => {
  expect(next("2026-03-03T10:00:00Z", "UTC")).toBeNull();
  const never = [1, 2, 3, 4, 5].map((day_of_week) => ({ day_of_week, closed_all_day: true }));
  expect(next("2026-03-03T10:00:00Z", "UTC", never)).toBeNull();
});
