import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runtime } from "#server/platform/runtime.ts";
import { expectStatements, startTestRuntime, stopTestRuntime } from "./test-runtime.ts";

beforeAll(async () => {
  await startTestRuntime();
});
afterAll(stopTestRuntime);

test("a test file has a database of its own with all tables and the job queue", async () => {
  const [row] = await runtime().sql`
    select current_database() as name,
      to_regclass('public.conversations') is not null as ours,
      to_regclass('graphile_worker._private_jobs') is not null as queue`;
  expect(row).toEqual({ name: expect.stringMatching(/^test_/), ours: true, queue: true });
});

test("statements within the budget pass and give their result", async () => {
  const result = await expectStatements(2, async () => {
    await runtime().db.execute(sql`select 1`);
    return runtime().sql`select 2 as two`;
  });
  expect(result[0]?.two).toBe(2);
});

test("one statement too many fails, whichever client sent it", async () => {
  const work = async () => {
    await runtime().db.transaction((tx) => tx.execute(sql`select 1`));
    await runtime().sql`select 2`;
  };
  await expect(expectStatements(1, work)).rejects.toThrow("2 statements were sent, 1 are allowed");
});
