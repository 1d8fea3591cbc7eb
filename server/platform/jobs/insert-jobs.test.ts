import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { expectStatements, startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { systemContext } from "../context.ts";
import { transaction } from "../database/transaction.ts";
import { runtime } from "../runtime.ts";
import { defineJob } from "./define-job.ts";

const greet = defineJob({
  name: "greet",
  pool: "fast",
  payload: z.object({ name: z.string() }),
  run: async () => undefined,
});
const rest = defineJob({
  name: "rest",
  pool: "slow",
  payload: z.object({}),
  maxAttempts: 3,
  run: async () => undefined,
});

beforeAll(async () => {
  await startTestRuntime();
});
afterAll(stopTestRuntime);
beforeEach(async () => {
  await runtime().sql`truncate events`;
  await runtime().sql`truncate graphile_worker._private_jobs`;
});

interface Queued {
  name: string;
  payload: string;
  max_attempts: number;
  priority: number;
  key: string | null;
  later: boolean;
}

const queued = () => runtime().sql<Queued[]>`
  select identifier as name, payload::text, max_attempts, job.priority, job.key, run_at > now() as later
  from graphile_worker._private_jobs job join graphile_worker._private_tasks task on task.id = task_id order by job.id`;

test("a job is queued with its payload, its tries and at once, also under a name the database never saw", async () => {
  await transaction(systemContext(1), async (tx) => {
    tx.enqueue(greet, { name: "Ana" });
    tx.enqueue(rest, {}, { priority: 10 });
  });
  await transaction(systemContext(1), async (tx) => tx.enqueue(greet, { name: "Bia" }));
  const plain = { key: null, later: false };
  expect(await queued()).toEqual([
    { name: "greet", payload: '{"name":"Ana"}', max_attempts: 8, priority: 0, ...plain },
    { name: "rest", payload: "{}", max_attempts: 3, priority: 10, ...plain },
    { name: "greet", payload: '{"name":"Bia"}', max_attempts: 8, priority: 0, ...plain },
  ]);
});

test("of two jobs with one key the newer stays, within a transaction and between two", async () => {
  await transaction(systemContext(1), async (tx) => {
    tx.enqueue(greet, { name: "first" }, { key: "greeting" });
    tx.enqueue(greet, { name: "second" }, { key: "greeting" });
  });
  const runAt = new Date(Date.now() + 60_000);
  await transaction(systemContext(1), async (tx) => tx.enqueue(greet, { name: "third" }, { key: "greeting", runAt }));
  expect(await queued()).toMatchObject([{ payload: '{"name":"third"}', key: "greeting", later: true }]);
});

test("rolling back leaves neither events nor jobs", async () => {
  const failing = transaction(systemContext(1), async (tx) => {
    tx.emit("inbox.created", { inbox_id: 1 });
    tx.enqueue(greet, { name: "nobody" });
    throw new Error("no");
  });
  await expect(failing).rejects.toThrow("no");
  expect(await queued()).toEqual([]);
  expect(await runtime().sql`select 1 from events`).toEqual([]);
});

test("events and jobs of a transaction cost two statements, and all its events share one dispatch", async () => {
  await transaction(systemContext(1), async (tx) => {
    tx.emit("inbox.created", { inbox_id: 1 });
    tx.enqueue(greet, { name: "warm up" });
  });
  await runtime().sql`truncate graphile_worker._private_jobs`;
  await expectStatements(2, () =>
    transaction(systemContext(7), async (tx) => {
      tx.emit("inbox.created", { inbox_id: 2 });
      tx.emit("inbox_members.changed", { inbox_id: 2, user_ids: [3] });
      tx.enqueue(greet, { name: "Ana" });
      tx.enqueue(greet, { name: "Bia" });
    }),
  );
  expect((await queued()).map((job) => job.name)).toEqual(["dispatch_events", "greet", "greet"]);
  expect(await runtime().sql`select account_id, type from events where account_id = 7 order by id`).toEqual([
    { account_id: 7, type: "inbox.created" },
    { account_id: 7, type: "inbox_members.changed" },
  ]);
});

test("an event names who did it, without address and session", async () => {
  const actor = { kind: "user", userId: 3, name: "Ana", email: "ana@example.com", sessionId: "s" } as const;
  await transaction({ ...systemContext(1), actor }, async (tx) => tx.emit("inbox.created", { inbox_id: 1 }));
  const [row] = await runtime().sql<{ actor: unknown }[]>`select actor from events`;
  expect(row?.actor).toEqual({ kind: "user", userId: 3, name: "Ana" });
});
