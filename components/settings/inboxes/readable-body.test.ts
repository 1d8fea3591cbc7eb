import { expect, test } from "vitest";
import { readableBody } from "./readable-body.ts";

test("JSON is set out in lines", () => {
  expect(readableBody('{"a":[1]}')).toBe('{\n  "a": [\n    1\n  ]\n}');
});

test("what is no JSON, or was cut, is shown as it came", () => {
  expect(readableBody('{"a":[1')).toBe('{"a":[1');
  expect(readableBody("")).toBe("");
});
