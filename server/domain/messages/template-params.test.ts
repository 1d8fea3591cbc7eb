import { expect, test } from "vitest";
import { templateOf } from "./template-params.ts";

test.each([
  [
    { body: { "1": "Ana", code: 7 }, header: { media_url: "https://example.com/a.png" } },
    { "1": "Ana", code: "7" },
  ],
  [
    { "1": "Ana", "2": "noon" },
    { "1": "Ana", "2": "noon" },
  ],
  [["Ana", "noon"], { "1": "Ana", "2": "noon" }],
  [undefined, {}],
  [null, {}],
  ["Ana", {}],
  [{ body: { "1": { nested: true }, "2": null } }, {}],
])("values of a template are read in every form that clients send: %j", (processed_params, body) => {
  expect(templateOf({ name: "ready", language: "pt_BR", processed_params })).toEqual({
    name: "ready",
    language: "pt_BR",
    body,
  });
});

test("without a name there is no template, and without a language it is English", () => {
  expect(templateOf(null)).toBeNull();
  expect(templateOf({ language: "en" })).toBeNull();
  expect(templateOf({ name: 7 })).toBeNull();
  expect(templateOf({ name: "ready" })).toEqual({ name: "ready", language: "en", body: {} });
});
