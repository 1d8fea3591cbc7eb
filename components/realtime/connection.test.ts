import { describe, expect, test } from "vitest";
import { connected, connectingSince, disconnected, nextChangeIn, noticeOf } from "./connection.ts";

const up = connected(connectingSince(0), 500);

describe("the notice about the connection", () => {
  test("a start that works says nothing", () => {
    expect(noticeOf(up, 600)).toBeNull();
    expect(nextChangeIn(up, 600)).toBeNull();
  });

  test("a short gap says nothing, a longer one reconnects, a long one is off", () => {
    const down = disconnected(up, 10_000);
    expect([12_999, 13_000, 39_999, 40_000].map((now) => noticeOf(down, now))).toEqual([
      null,
      "reconnecting",
      "reconnecting",
      "off",
    ]);
    expect([10_000, 13_000, 40_000].map((now) => nextChangeIn(down, now))).toEqual([3_000, 27_000, null]);
  });

  test("after a gap that was told it says so for two seconds", () => {
    const back = connected(disconnected(up, 10_000), 14_000);
    expect([14_000, 15_999, 16_000].map((now) => noticeOf(back, now))).toEqual(["back", "back", null]);
    expect(noticeOf(connected(disconnected(up, 10_000), 12_000), 12_000)).toBeNull();
  });

  test("failed attempts do not start the clock anew", () => {
    const down = disconnected(disconnected(up, 10_000), 20_000);
    expect(noticeOf(down, 40_000)).toBe("off");
    const flicker = disconnected(connected(disconnected(up, 10_000), 35_000), 36_000);
    expect(noticeOf(flicker, 40_000)).toBe("off");
  });
});
