import { expect, test } from "vitest";
import { fc } from "#db/testing/property.ts";
import { isAppError } from "../app-error.ts";
import { formFields } from "./form-fields.ts";

test.each([
  ["a=1&a=2", { a: "2" }],
  ["a[]=1&a[]=2", { a: ["1", "2"] }],
  ["a[b]=1&a[c][d]=2", { a: { b: "1", c: { d: "2" } } }],
  ["a[][b]=1&a[][c]=2&a[][b]=3", { a: [{ b: "1", c: "2" }, { b: "3" }] }],
  ["a[b][]=1&a[b][]=2", { a: { b: ["1", "2"] } }],
  ["a[=1&b]=2", { "a[": "1", "b]": "2" }],
  ["__proto__[x]=1&a[__proto__]=1&b=2", { b: "2" }],
  ["constructor[x]=1", { constructor: { x: "1" } }],
])("%s", (query, expected) => {
  expect(formFields(new URLSearchParams(query))).toEqual(expected);
});

test("one key in two shapes is refused", () => {
  expect(() => formFields(new URLSearchParams("a=1&a[b]=2"))).toThrow("two shapes");
  expect(() => formFields(new URLSearchParams("a[]=1&a[b]=2"))).toThrow("two shapes");
});

test("an empty file input is left out", () => {
  const form = new FormData();
  form.append("a", new File([], ""));
  form.append("b", new File([], "empty.txt"));
  expect(Object.keys(formFields(form as unknown as Iterable<[string, string | File]>))).toEqual(["b"]);
});

test("whatever the names, the answer is fields or a refusal, and nothing else changes", () => {
  const part = fc.constantFrom("a", "b", "[", "]", "[]", "[a]", "__proto__", "toString", "");
  const name = fc.array(part, { minLength: 1, maxLength: 6 }).map((parts) => parts.join(""));
  fc.assert(
    fc.property(fc.array(fc.tuple(name, fc.string())), (entries) => {
      try {
        formFields(entries);
      } catch (error) {
        expect(isAppError(error)).toBe(true);
      }
      expect(({} as Record<string, unknown>).a).toBeUndefined();
    }),
  );
});
