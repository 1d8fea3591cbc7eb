import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { openAdapter } from "./open-adapter.ts";

beforeAll(async () => {
  await startTestRuntime({ REDIS_URL: "redis://127.0.0.1:1" });
});
afterAll(stopTestRuntime);

test("a Redis that is not there stops the start with one sentence that names the variable", async () => {
  await expect(openAdapter()).rejects.toThrow(/^REDIS_URL leads to no Redis that lets us in \(.*ECONNREFUSED.*\)\.$/);
});
