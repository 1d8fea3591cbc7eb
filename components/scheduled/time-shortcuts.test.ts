import { expect, test } from "vitest";
import { timeShortcuts } from "./time-shortcuts.ts";

const read = (now: string, zone = "America/Sao_Paulo") =>
  timeShortcuts(zone, Date.parse(now)).map(({ shortcut, at }) => [shortcut, new Date(at).toISOString().slice(0, 16)]);

test("shortcuts are times of the zone that are still to come", () => {
  // Friday, nine in the morning there.
  expect(read("2026-11-27T12:00:20Z")).toEqual([
    ["hour", "2026-11-27T13:00"],
    ["evening", "2026-11-27T21:00"],
    ["tomorrowMorning", "2026-11-28T11:00"],
    ["tomorrowAfternoon", "2026-11-28T16:00"],
    ["monday", "2026-11-30T11:00"],
  ]);
  expect(read("2026-11-27T21:00:00Z").map(([name]) => name)).not.toContain("evening");
});

test("on a Sunday Monday is that of the week after, on a Monday the next", () => {
  expect(read("2026-11-29T12:00:00Z").at(-1)).toEqual(["monday", "2026-12-07T11:00"]);
  expect(read("2026-11-30T12:00:00Z").at(-1)).toEqual(["monday", "2026-12-07T11:00"]);
});
