import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { runtime } from "../runtime.ts";
import { analyseGrownTables } from "./watch-growing-tables.ts";

beforeAll(async () => void (await startTestRuntime()));
afterAll(stopTestRuntime);

const addEvents = (count: number) =>
  runtime().sql`insert into events (account_id, type) select 1, 'agent.changed' from generate_series(1, ${count}::int)`;

test("a busy table is analysed when it is first filled and each time it has grown fourfold", async () => {
  expect(await analyseGrownTables()).toEqual([]);
  await addEvents(500);
  expect(await analyseGrownTables()).toEqual(["events"]);
  await addEvents(500);
  expect(await analyseGrownTables()).toEqual([]);
  await addEvents(2_000);
  expect(await analyseGrownTables()).toEqual(["events"]);
});
