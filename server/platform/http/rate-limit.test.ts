import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { limitAddress, limitRate } from "./rate-limit.ts";

beforeAll(async () => {
  await startTestRuntime();
});
afterAll(stopTestRuntime);

test("the request after the last allowed one is told when to come back, and may then", () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  try {
    for (let i = 0; i < 3; i++) limitRate("key", 3, 60_000);
    vi.advanceTimersByTime(20_000);
    expect(() => limitRate("key", 3, 60_000)).toThrow(
      expect.objectContaining({ code: "too_many_requests", details: { retryAfter: 40 } }),
    );
    limitRate("other", 3, 60_000);
    vi.advanceTimersByTime(40_000);
    limitRate("key", 3, 60_000);
  } finally {
    vi.useRealTimers();
  }
});

test("an address has 3,000 requests a minute; loopback is free", () => {
  for (let i = 0; i < 3000; i++) limitAddress("203.0.113.9");
  expect(() => limitAddress("203.0.113.9")).toThrow();
  for (let i = 0; i < 3001; i++) limitAddress("127.0.0.1");
  for (let i = 0; i < 3000; i++) limitAddress(`2001:db8::${i.toString(16)}`);
  expect(() => limitAddress("2001:db8::1:0:0:1")).toThrow();
});
