import { expect, test } from "vitest";
import { initials } from "./initials.ts";
import { personHue } from "./person-hue.ts";

test("initials are the first letters of the first and the last name", () => {
  expect(initials("Ana Beatriz de Souza")).toBe("AS");
  expect(initials("érica")).toBe("É");
  expect(initials("+55 11 98765-4321")).toBe("");
  expect(initials("~ 🌻 Zoë")).toBe("Z");
  expect(initials("李小龍")).toBe("李");
});

test("a person keeps the same colour, and many people share them evenly", () => {
  expect(personHue("551198765")).toBe(personHue("551198765"));
  const uses = new Map<number, number>();
  for (let id = 1; id <= 1200; id++) uses.set(personHue(id), (uses.get(personHue(id)) ?? 0) + 1);
  expect(uses.size).toBe(12);
  expect(Math.min(...uses.values())).toBeGreaterThan(50);
});
