import { expect, test } from "vitest";
import { storableJson } from "./storable-json.ts";

test("strings and names lose what no database takes, everything else stays", () => {
  const value = { "na\0me": ["a\0b", "half \ud83d", 1, null, true], empty: {} };
  expect(storableJson(value)).toEqual({ name: ["ab", "half \ufffd", 1, null, true], empty: {} });
});

test("nesting without end is cut off where it cannot mean anything any more", () => {
  const endless = JSON.parse(`${'{"a":'.repeat(50_000)}1${"}".repeat(50_000)}`) as unknown;
  expect(JSON.stringify(storableJson(endless)).match(/\{/g)).toHaveLength(200);
});
