import { describe, expect, test } from "vitest";
import { messageTime, sortableTime } from "./message-time.ts";

const SECOND = Date.UTC(2026, 4, 4, 10, 0, 7);
const received = (milliseconds: number) => new Date(SECOND + milliseconds);

describe("when a message was written", () => {
  test.each([
    ["none", null],
    ["one before the networks", Date.UTC(2008, 0, 1)],
    ["one far ahead", SECOND + 3_600_000],
    ["no number", Number.NaN],
  ])("is when it was stored where the provider's time is %s", (_, at) => {
    expect(messageTime(at, received(500))).toEqual(received(500));
    expect(sortableTime(at, received(500))).toEqual(received(500));
  });

  test("two of the same whole second stand in the order in which they were stored", () => {
    expect(sortableTime(SECOND, received(200))).toEqual(received(200));
    expect(sortableTime(SECOND, received(650))).toEqual(received(650));
  });

  test("never leaves the second that the provider told", () => {
    expect(sortableTime(SECOND, received(90_000))).toEqual(received(999));
    expect(sortableTime(SECOND, received(-300))).toEqual(received(0));
  });

  test("is the provider's where that is finer than a second", () => {
    expect(sortableTime(SECOND + 120, received(650))).toEqual(received(120));
  });
});
