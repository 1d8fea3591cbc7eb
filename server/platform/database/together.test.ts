import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { forPerson, giveWay } from "../jobs/people-first.ts";
import { type SharedWork, together } from "./together.ts";

beforeAll(async () => {
  await startTestRuntime();
});
afterAll(stopTestRuntime);

/** Doubles numbers, ten milliseconds a go, and cannot bear a 13. */
function doubling(name: string) {
  const goes: [string, number[]][] = [];
  const work: SharedWork<number, number> = {
    name,
    most: 4,
    atOnce: 1,
    run: async (key, items) => {
      goes.push([key, items]);
      await wait(10);
      if (items.includes(13)) throw new Error("not 13");
      return items.map((item) => item * 2);
    },
  };
  return { goes, work };
}

test("who comes alone is served at once; those who come meanwhile share the next goes, in order", async () => {
  const { goes, work } = doubling("order");
  expect(await Promise.all([1, 2, 3, 4, 5, 6].map((item) => together(work, "a", item)))).toEqual([2, 4, 6, 8, 10, 12]);
  expect(goes).toEqual([
    ["a", [1]],
    ["a", [2, 3, 4, 5]],
    ["a", [6]],
  ]);
});

test("keys share nothing", async () => {
  const { goes, work } = doubling("keys");
  await Promise.all([together(work, "a", 1), together(work, "b", 2), together(work, "a", 3)]);
  expect(goes).toEqual([
    ["a", [1]],
    ["b", [2]],
    ["a", [3]],
  ]);
});

test("one that fails takes nobody with it", async () => {
  const { work } = doubling("failure");
  const settled = await Promise.allSettled([1, 2, 13, 4].map((item) => together(work, "a", item)));
  expect(settled.map((one) => (one.status === "fulfilled" ? one.value : one.reason.message))).toEqual([
    2,
    4,
    "not 13",
    8,
  ]);
});

test("work in bulk waits while somebody waits, but not for ever", async () => {
  const done: string[] = [];
  const person = forPerson(() => wait(20)).then(() => done.push("person"));
  await giveWay().then(() => done.push("bulk"));
  await person;
  expect(done).toEqual(["person", "bulk"]);

  const answer = Promise.withResolvers<void>();
  const longer = forPerson(() => answer.promise);
  const started = performance.now();
  await giveWay();
  expect(performance.now() - started).toBeGreaterThan(290);
  answer.resolve();
  await longer;
});
