import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { eachAlone } from "./each-alone.ts";

beforeAll(async () => void (await startTestRuntime()));
afterAll(stopTestRuntime);

test("one that fails keeps none behind it from being done, and the order stays", async () => {
  const done: number[] = [];
  await eachAlone(
    [1, 2, 3],
    (number) => ({ number }),
    async (number) => {
      if (number === 2) throw new Error("not this one");
      done.push(number);
    },
  );
  expect(done).toEqual([1, 3]);
});
