import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { runtime } from "../runtime.ts";
import { jobLogger } from "./job-logger.ts";

beforeAll(async () => {
  await startTestRuntime();
});
afterAll(stopTestRuntime);

test("the queue's own line about a failed job, with people's words in it, is not written; its other errors are", () => {
  const error = vi.spyOn(runtime().log, "error");
  jobLogger().error("Failed task 4 (ingest, 2.00ms, attempt 1 of 8) with error 'Failed query: …\nparams: Dear Ann'");
  expect(error).not.toHaveBeenCalled();
  jobLogger().error("The queue lost its connection");
  expect(error).toHaveBeenCalledOnce();
});
