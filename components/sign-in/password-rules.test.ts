import { expect, test } from "vitest";
import { fc } from "#db/testing/property.ts";
import { newPassword } from "#server/domain/accounts/contract/person-fields.ts";
import { brokenRules } from "./password-rules.ts";

test("the page and the server agree on what a good password is", () => {
  const characters = fc.constantFrom(..."aZ9! é%Ñ_~ß");
  fc.assert(
    fc.property(fc.string({ unit: characters, maxLength: 140 }), (password) => {
      expect(brokenRules(password).length === 0).toBe(newPassword.safeParse(password).success);
    }),
  );
});

test("each rule is named when it is broken", () => {
  expect(brokenRules("Aa1!")).toEqual(["length"]);
  expect(brokenRules("password")).toEqual(["upper", "digit", "special"]);
  expect(brokenRules("Correct-Horse-1")).toEqual([]);
});
