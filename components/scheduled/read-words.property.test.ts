import { expect, test } from "vitest";
import { fc } from "#db/testing/property.ts";
import { readWords } from "./read-words.ts";

const zones = ["America/Sao_Paulo", "America/New_York", "Europe/Berlin", "Asia/Kolkata", "Australia/Lord_Howe", "UTC"];
const zone = fc.constantFrom(...zones);
const now = fc.integer({ min: Date.UTC(2026, 0, 1) / 1000, max: Date.UTC(2029, 0, 1) / 1000 }).map((at) => at * 1000);

interface Clock {
  hour: number;
  minute: number;
}
const clock = fc.record({ hour: fc.integer({ min: 0, max: 23 }), minute: fc.constantFrom(0, 5, 15, 30, 45, 59) });
const two = (value: number) => String(value).padStart(2, "0");

/** A clock time as people write it. */
const english = [
  ({ hour, minute }: Clock) => `${hour}:${two(minute)}`,
  ({ hour, minute }: Clock) => `at ${hour}:${two(minute)}`,
  ({ hour, minute }: Clock) => `${hour % 12 || 12}${minute ? `:${two(minute)}` : ""}${hour < 12 ? "am" : "pm"}`,
  ({ hour, minute }: Clock) => `at ${hour % 12 || 12}:${two(minute)} ${hour < 12 ? "AM" : "PM"}`,
];
const portuguese = [
  ({ hour, minute }: Clock) => `${hour}h${minute ? two(minute) : ""}`,
  ({ hour, minute }: Clock) => `às ${hour}h${minute ? two(minute) : ""}`,
  ({ hour, minute }: Clock) => `as ${hour}:${two(minute)}`,
  ({ hour, minute }: Clock) => `às ${hour}:${two(minute)}`,
];
const englishDays = ["", "tomorrow", "friday", "next monday", "on wednesday", "in 3 days"];
const portugueseDays = [
  "",
  "amanhã",
  "amanha",
  "depois de amanhã",
  "sexta",
  "sexta-feira",
  "segunda que vem",
  "próxima terça",
];

const spoken = (days: readonly string[], times: readonly ((clock: Clock) => string)[]) =>
  fc.record({ clock, day: fc.constantFrom(...days), time: fc.constantFrom(...times) });

function shown(at: number, timeZone: string): Clock {
  const format = new Intl.DateTimeFormat("en-US", { timeZone, hourCycle: "h23", hour: "numeric", minute: "numeric" });
  const parts = Object.fromEntries(format.formatToParts(at).map((part) => [part.type, Number(part.value)]));
  return { hour: parts.hour ?? -1, minute: parts.minute ?? -1 };
}

/** A change to summer time leaves clock times out; then the message goes at most an hour later. */
function expectClock(at: number, wanted: Clock, timeZone: string, words: string): void {
  const has = shown(at, timeZone);
  const late = (has.hour * 60 + has.minute - wanted.hour * 60 - wanted.minute + 1440) % 1440;
  if (late === 0) return;
  const before = shown(at - late * 60_000 - 60_000, timeZone);
  const jump = (has.hour * 60 + has.minute - before.hour * 60 - before.minute + 1440) % 1440;
  expect(jump, `${words} → ${new Date(at).toISOString()} in ${timeZone}`).not.toBe(late + 1);
  expect(late, `${words} → ${new Date(at).toISOString()} in ${timeZone}`).toBeLessThanOrEqual(60);
}

for (const [locale, days, times] of [
  ["en", englishDays, english],
  ["pt-BR", portugueseDays, portuguese],
] as const) {
  test(`${locale}: a day and a clock time are in the future and show that time there, over changes of summer time as well`, () => {
    fc.assert(
      fc.property(spoken(days, times), now, zone, (said, at, timeZone) => {
        const words = `${said.day} ${said.time(said.clock)}`.trim();
        const read = readWords(words, { now: at, zone: timeZone, locale });
        expect(read, `${words} at ${new Date(at).toISOString()} in ${timeZone}`).not.toBeNull();
        expect(read, `${words} at ${new Date(at).toISOString()} in ${timeZone}`).toBeGreaterThan(at);
        expect((read ?? 0) - at).toBeLessThan(15 * 86_400_000);
        expectClock(read ?? 0, said.clock, timeZone, words);
      }),
      { numRuns: 400 },
    );
  });
}

const units = { minute: 60_000, hour: 3_600_000 } as const;
const spans = fc.record({ count: fc.integer({ min: 1, max: 90 }), unit: fc.constantFrom("minute", "hour" as const) });
const inPortuguese = { minute: "minuto", hour: "hora" } as const;

test("so many minutes or hours from now are exactly that, whatever the clocks do meanwhile", () => {
  const forms = fc.constantFrom(
    ["en", (n: number, unit: "minute" | "hour") => `in ${n} ${unit}${n > 1 ? "s" : ""}`],
    ["pt-BR", (n: number, unit: "minute" | "hour") => `em ${n} ${inPortuguese[unit]}${n > 1 ? "s" : ""}`],
    ["pt-BR", (n: number, unit: "minute" | "hour") => `daqui a ${n} ${inPortuguese[unit]}${n > 1 ? "s" : ""}`],
    ["pt-BR", (n: number, unit: "minute" | "hour") => `dentro de ${n} ${inPortuguese[unit]}${n > 1 ? "s" : ""}`],
  ) as fc.Arbitrary<[string, (n: number, unit: "minute" | "hour") => string]>;
  fc.assert(
    fc.property(forms, spans, now, zone, ([locale, form], { count, unit }, at, timeZone) => {
      const words = form(count, unit);
      expect(readWords(words, { now: at, zone: timeZone, locale }), words).toBe(at + count * units[unit]);
    }),
    { numRuns: 300 },
  );
});

const months = [
  ["january", "janeiro"],
  ["february", "fevereiro"],
  ["march", "março"],
  ["april", "abril"],
  ["may", "maio"],
  ["june", "junho"],
  ["july", "julho"],
  ["august", "agosto"],
  ["september", "setembro"],
  ["october", "outubro"],
  ["november", "novembro"],
  ["december", "dezembro"],
] as const;

test("a date is the next one of that name, at the time that was said, else at nine", () => {
  const date = fc.record({ month: fc.integer({ min: 1, max: 12 }), day: fc.integer({ min: 1, max: 28 }) });
  fc.assert(
    fc.property(
      date,
      fc.option(clock),
      fc.constantFrom(0, 1, 2, 3),
      now,
      zone,
      ({ month, day }, at, form, from, timeZone) => {
        const [english = "", portuguese = ""] = months[month - 1] ?? [];
        const words =
          [`${english} ${day}`, `${day} de ${portuguese}`, `${month}/${day}`, `${day}/${month}`][form] ?? "";
        const isEnglish = form % 2 === 0;
        const clockWords = at ? `${isEnglish ? "at" : "às"} ${at.hour}:${two(at.minute)}` : "";
        const read = readWords(`${words} ${clockWords}`.trim(), {
          now: from,
          zone: timeZone,
          locale: isEnglish ? "en" : "pt-BR",
        });
        const said = `${words} ${clockWords} at ${new Date(from).toISOString()} in ${timeZone}`;
        expect(read, said).not.toBeNull();
        expect(read, said).toBeGreaterThan(from);
        expect((read ?? 0) - from, said).toBeLessThanOrEqual(367 * 86_400_000);
        expectClock(read ?? 0, at ?? { hour: 9, minute: 0 }, timeZone, said);
        const parts = new Intl.DateTimeFormat("en-US", { timeZone, month: "numeric", day: "numeric" }).format(
          read ?? 0,
        );
        if (at === null || at.hour > 3) expect(parts, said).toBe(`${month}/${day}`);
      },
    ),
    { numRuns: 400 },
  );
});
