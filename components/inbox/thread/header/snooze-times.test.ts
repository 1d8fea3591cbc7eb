import { expect, test } from "vitest";
import { snoozeTimes } from "./snooze-times.ts";
import { readLocalTime, zonedTime } from "./zoned-time.ts";

const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString());

test("presets are by the reader's clock", () => {
  const saturday = Date.UTC(2026, 2, 7, 23, 30);
  const times = Object.fromEntries(
    snoozeTimes("America/Sao_Paulo", saturday).map(({ preset, at }) => [preset, iso(at)]),
  );
  expect(times).toEqual({
    hour: "2026-03-08T00:30:00.000Z",
    tomorrow: "2026-03-08T12:00:00.000Z",
    monday: "2026-03-09T12:00:00.000Z",
  });
});

test("this evening is offered before six only; on a Monday, Monday is the next one", () => {
  const monday = Date.UTC(2026, 2, 9, 12);
  const times = snoozeTimes("UTC", monday);
  expect(times.find(({ preset }) => preset === "evening")?.at).toBe(Date.UTC(2026, 2, 9, 18));
  expect(times.find(({ preset }) => preset === "monday")?.at).toBe(Date.UTC(2026, 2, 16, 9));
});

test("nine o'clock is nine o'clock on both sides of a change of summer time", () => {
  const eve = Date.UTC(2026, 2, 28, 12);
  expect(iso(zonedTime("Europe/Berlin", eve, { days: 0, hour: 9 }))).toBe("2026-03-28T08:00:00.000Z");
  expect(iso(zonedTime("Europe/Berlin", eve, { days: 1, hour: 9 }))).toBe("2026-03-29T07:00:00.000Z");
});

test.each(["UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago", "America/Sao_Paulo", "Asia/Kolkata"])(
  "a date typed in %s is that date there",
  (zone) => {
    const at = readLocalTime("2026-07-01T08:15", zone) ?? 0;
    expect(
      new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "short" }).format(at),
    ).toBe("2026-07-01 08:15");
    expect(readLocalTime("2026-07", zone)).toBeNull();
  },
);
