import { describe, expect, test } from "vitest";
import { isOpenAt } from "./is-open-at.ts";
import { defaultWorkingHours } from "./working-hours.ts";

const hours = (timezone: string, workingHours = defaultWorkingHours()) => ({
  workingHoursEnabled: true,
  workingHours,
  timezone,
});

describe("open at", () => {
  test.each([
    ["America/Sao_Paulo", "2026-03-02T11:59:00Z", false],
    ["America/Sao_Paulo", "2026-03-02T12:00:00Z", true],
    ["America/Sao_Paulo", "2026-03-02T19:59:59Z", true],
    ["America/Sao_Paulo", "2026-03-02T20:00:00Z", false],
    // Sunday in London is Monday morning in Auckland.
    ["Europe/London", "2026-03-01T22:00:00Z", false],
    ["Pacific/Auckland", "2026-03-01T22:00:00Z", true],
    // The hour moves with daylight saving, the opening time does not.
    ["Europe/Berlin", "2026-03-27T08:00:00Z", true],
    ["Europe/Berlin", "2026-03-30T07:00:00Z", true],
    ["Europe/Berlin", "2026-03-30T06:59:00Z", false],
  ])("in %s at %s: %s", (timezone, at, expected) => {
    expect(isOpenAt(hours(timezone), new Date(at))).toBe(expected);
  });

  test("always without working hours, to the last minute of a day that is open all day, never on one that is closed", () => {
    const monday = { ...defaultWorkingHours()[1], open_all_day: true } as ReturnType<
      typeof defaultWorkingHours
    >[number];
    const at = new Date("2026-03-02T23:59:30Z");
    expect(isOpenAt(hours("UTC", [monday]), at)).toBe(true);
    expect(isOpenAt(hours("UTC"), new Date("2026-03-01T12:00:00Z"))).toBe(false);
    expect(isOpenAt({ ...hours("UTC"), workingHoursEnabled: false }, new Date("2026-03-01T12:00:00Z"))).toBe(true);
  });
});
