import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { cached, forget } from "./cache.ts";
import { runtime } from "./runtime.ts";

beforeAll(async () => {
  await startTestRuntime();
});
afterAll(stopTestRuntime);

function counter() {
  let loads = 0;
  return { load: async () => ++loads, loads: () => loads };
}

test("callers at the same time share one load, later ones its value", async () => {
  const { load, loads } = counter();
  expect(await Promise.all([cached("shared", "a", 1000, load), cached("shared", "a", 1000, load)])).toEqual([1, 1]);
  expect(await cached("shared", "a", 1000, load)).toBe(1);
  expect(await cached("shared", "b", 1000, load)).toBe(2);
  expect(loads()).toBe(2);
});

test("a value is loaded again when its time is over, or when it was forgotten", async () => {
  const { load } = counter();
  expect(await cached("timed", "a", 5, load)).toBe(1);
  await wait(10);
  expect(await cached("timed", "a", 1000, load)).toBe(2);
  forget("timed", "a");
  expect(await cached("timed", "a", 1000, load)).toBe(3);
  forget("timed");
  expect(await cached("timed", "a", 1000, load)).toBe(4);
});

test("what was forgotten while it loaded does not come back", async () => {
  const { load } = counter();
  const slow = cached("raced", "a", 1000, async () => {
    await wait(5);
    return "old";
  });
  forget("raced", "a");
  expect(await slow).toBe("old");
  expect(await cached("raced", "a", 1000, load)).toBe(1);
});

test("a failure is not remembered", async () => {
  await expect(cached("failing", "a", 1000, async () => Promise.reject(new Error("down")))).rejects.toThrow("down");
  expect(await cached("failing", "a", 1000, async () => "up")).toBe("up");
});

test("however many keys are asked for, the memory is bounded", async () => {
  for (let key = 0; key < 10_050; key++) await cached("crowded", String(key), 60_000, async () => key);
  expect(runtime().caches.get("crowded")?.size).toBe(10_000);
});
