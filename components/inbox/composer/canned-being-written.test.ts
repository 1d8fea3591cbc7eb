import { expect, test } from "vitest";
import { cannedBeingWritten } from "./canned-being-written.ts";

test.each([
  ["/", 1, { from: 0, words: "" }],
  ["/refund", 7, { from: 0, words: "refund" }],
  ["/refund", 4, { from: 0, words: "ref" }],
  ["Hello /saudação", 15, { from: 6, words: "saudação" }],
  ["one\n/two", 8, { from: 4, words: "two" }],
  ["and/or", 6, null],
  ["https://example.com", 19, null],
  ["/refund now", 11, null],
  ["//", 2, null],
  ["plain", 5, null],
])("%j with the caret at %i", (text, caret, expected) => {
  expect(cannedBeingWritten(text, caret)).toEqual(expected);
});
