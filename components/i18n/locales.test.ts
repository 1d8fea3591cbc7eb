import { expect, test } from "vitest";
import { acceptedLocale, matchLocale } from "./locales.ts";

test("a wish matches by its language, whatever its region", () => {
  expect(matchLocale("pt")).toBe("pt-BR");
  expect(matchLocale("pt_PT")).toBe("pt-BR");
  expect(matchLocale("EN-gb")).toBe("en");
  expect(matchLocale("de")).toBeNull();
  expect(matchLocale(null)).toBeNull();
});

test("the preferred language of a browser wins", () => {
  expect(acceptedLocale("de-DE,de;q=0.9,pt-BR;q=0.8,en;q=0.7")).toBe("pt-BR");
  expect(acceptedLocale("en;q=0.2,pt;q=0.9")).toBe("pt-BR");
  expect(acceptedLocale("pt;q=0,en")).toBe("en");
  expect(acceptedLocale("")).toBeNull();
});
