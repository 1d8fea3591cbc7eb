import { expect, test } from "vitest";
import { relativeTime } from "./relative-time.ts";

const now = new Date("2026-03-12T15:00:00Z");
const ago = (time: string, zone = "UTC") => relativeTime(new Date(time), now, zone);

test("minutes, then hours of the same day", () => {
  expect(ago("2026-03-12T14:59:30Z")).toEqual({ kind: "now" });
  expect(ago("2026-03-12T14:56:00Z")).toEqual({ kind: "minutes", count: 4 });
  expect(ago("2026-03-12T00:30:00Z")).toEqual({ kind: "hours", count: 14 });
});

test("the day changes at midnight of the reader's zone", () => {
  expect(ago("2026-03-12T02:30:00Z")).toEqual({ kind: "hours", count: 12 });
  expect(ago("2026-03-12T02:30:00Z", "America/Sao_Paulo")).toEqual({ kind: "yesterday" });
  expect(ago("2026-03-10T23:00:00Z")).toEqual({ kind: "date", withYear: false });
});

test("the year is said when it is another one; what lies ahead is a date", () => {
  expect(ago("2025-12-31T10:00:00Z")).toEqual({ kind: "date", withYear: true });
  expect(ago("2026-03-12T18:00:00Z")).toEqual({ kind: "date", withYear: false });
});
