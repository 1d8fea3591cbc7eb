import { expect, test } from "vitest";
import { defaultWorkingHours } from "../inboxes/working-hours.ts";
import { businessSeconds } from "./business-seconds.ts";

const hours = (timezone: string, more: object = {}) => ({
  workingHoursEnabled: true,
  workingHours: defaultWorkingHours(),
  timezone,
  ...more,
});
const between = (zone: string, from: string, to: string) => businessSeconds(hours(zone), new Date(from), new Date(to));

test.each([
  ["UTC", "2026-03-02T10:00:00Z", "2026-03-02T11:30:00Z", 5400],
  // From Friday evening to Monday morning one hour is open.
  ["UTC", "2026-03-06T17:30:00Z", "2026-03-09T10:00:00Z", 3600],
  ["UTC", "2026-03-02T08:00:00Z", "2026-03-02T20:00:00Z", 8 * 3600],
  ["America/Sao_Paulo", "2026-03-02T12:00:00Z", "2026-03-02T13:00:00Z", 3600],
  ["America/Sao_Paulo", "2026-03-02T09:00:00Z", "2026-03-02T12:00:00Z", 0],
  // The clock changes on Sunday; five days of eight hours stay five days of eight hours.
  ["Europe/Berlin", "2026-03-27T00:00:00Z", "2026-04-03T00:00:00Z", 5 * 8 * 3600],
])("in %s from %s to %s: %d s", (zone, from, to, expected) => {
  expect(between(zone, from, to)).toBe(expected);
});

test("nothing without working hours, or when the end is before the start; a day that is open all day has all its hours", () => {
  const [from, to] = [new Date("2026-03-29T00:00:00+01:00"), new Date("2026-03-30T00:00:00+02:00")];
  expect(businessSeconds(hours("UTC", { workingHoursEnabled: false }), from, to)).toBe(0);
  expect(between("UTC", "2026-03-02T12:00:00Z", "2026-03-02T11:00:00Z")).toBe(0);
  const sunday = { day_of_week: 0, open_all_day: true };
  expect(businessSeconds(hours("Europe/Berlin", { workingHours: [sunday] }), from, to)).toBe(23 * 3600);
});
