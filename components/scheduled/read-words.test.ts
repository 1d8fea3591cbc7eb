import { expect, test } from "vitest";
import { readWords } from "./read-words.ts";

// A Sunday, nine in the morning in São Paulo.
const now = Date.parse("2026-11-22T12:00:00Z");
const read = (words: string, locale = "en", zone = "America/Sao_Paulo") => {
  const at = readWords(words, { now, zone, locale });
  return at === null ? null : new Date(at).toISOString().slice(0, 19);
};

test.each([
  ["friday 10am", "2026-11-27T13:00:00"],
  ["tomorrow at 9", "2026-11-23T12:00:00"],
  ["tomorrow", "2026-11-23T12:00:00"],
  ["next monday 8am", "2026-11-23T11:00:00"],
  ["in 2 hours", "2026-11-22T14:00:00"],
  ["in 5 seconds", "2026-11-22T12:00:05"],
  ["dec 25 at 10am", "2026-12-25T13:00:00"],
  ["12/25 10:00", "2026-12-25T13:00:00"],
  ["tomorrow afternoon", "2026-11-23T18:00:00"],
  ["in 3 days at 14:30", "2026-11-25T17:30:00"],
  ["9am", "2026-11-23T12:00:00"],
  ["8am", "2026-11-23T11:00:00"],
  ["tonight", "2026-11-23T01:00:00"],
  ["noon", "2026-11-22T15:00:00"],
  ["today at 8am", "2026-11-22T11:00:00"],
  ["yesterday at 8am", "2026-11-21T11:00:00"],
  ["soon", null],
  ["", null],
])("English: %s", (words, at) => {
  expect(read(words)).toBe(at);
});

test.each([
  ["amanhã 9h", "2026-11-23T12:00:00"],
  ["amanhã às 9h30", "2026-11-23T12:30:00"],
  ["amanha as 14h", "2026-11-23T17:00:00"],
  ["depois de amanhã às 15h", "2026-11-24T18:00:00"],
  ["sexta 10h", "2026-11-27T13:00:00"],
  ["sexta-feira às 14:30", "2026-11-27T17:30:00"],
  ["segunda que vem 9h", "2026-11-23T12:00:00"],
  ["próxima segunda às 9h", "2026-11-23T12:00:00"],
  ["daqui a 2 horas", "2026-11-22T14:00:00"],
  ["daqui a 3 dias", "2026-11-25T12:00:00"],
  ["em 30 minutos", "2026-11-22T12:30:00"],
  ["em meia hora", "2026-11-22T12:30:00"],
  ["hoje à noite", "2026-11-22T23:00:00"],
  ["amanhã de manhã", "2026-11-23T12:00:00"],
  ["amanhã à tarde", "2026-11-23T18:00:00"],
  ["25 de dezembro às 10h", "2026-12-25T13:00:00"],
  ["25/12 às 10h", "2026-12-25T13:00:00"],
  ["03/12", "2026-12-03T12:00:00"],
  ["às 9h", "2026-11-23T12:00:00"],
  ["9 da manhã", "2026-11-23T12:00:00"],
  ["3 da tarde", "2026-11-22T18:00:00"],
  ["sexta às 8 da noite", "2026-11-27T23:00:00"],
  ["meio-dia", "2026-11-22T15:00:00"],
  ["à meia-noite", "2026-11-23T03:00:00"],
  ["hoje às 18h", "2026-11-22T21:00:00"],
  ["semana que vem", "2026-11-29T12:00:00"],
  ["daqui a uma semana", "2026-11-29T12:00:00"],
  ["daqui a um mês", "2026-12-22T12:00:00"],
  ["dia 25 às 10h", "2026-11-25T13:00:00"],
  ["sábado de manhã", "2026-11-28T12:00:00"],
  ["domingo", "2026-11-29T12:00:00"],
  ["logo", null],
])("Portuguese: %s", (words, at) => {
  expect(read(words, "pt-BR")).toBe(at);
});

test("the clock is that of the zone, also over the change to summer time", () => {
  expect(read("march 29 at 9am", "en", "Europe/Berlin")).toBe("2027-03-29T07:00:00");
  expect(read("tomorrow 9am", "en", "Asia/Tokyo")).toBe("2026-11-23T00:00:00");
});
