import { expect, test } from "vitest";
import { daysOf, moved } from "./calendar-days.ts";

test("a week goes from Monday to Sunday", () => {
  expect(daysOf("week", "2026-11-22")).toEqual([
    "2026-11-16",
    "2026-11-17",
    "2026-11-18",
    "2026-11-19",
    "2026-11-20",
    "2026-11-21",
    "2026-11-22",
  ]);
});

test("a month shows whole weeks", () => {
  const days = daysOf("month", "2026-02-14");
  expect([days[0], days.at(-1), days.length % 7]).toEqual(["2026-01-26", "2026-03-01", 0]);
  expect(daysOf("month", "2026-08-31")).toHaveLength(42);
});

test("pages move by a week or a month, also from the 31st", () => {
  expect(moved("week", "2026-12-30", 1)).toBe("2027-01-06");
  expect(moved("month", "2026-01-31", 1)).toBe("2026-02-01");
  expect(moved("month", "2026-01-31", -1)).toBe("2025-12-01");
});
