import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { eventually } from "#db/testing/eventually.ts";
import { startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { systemContext } from "../context.ts";
import { transaction } from "../database/transaction.ts";
import type { Registry } from "../registry.ts";
import { runtime } from "../runtime.ts";
import { discardDeadJobs, listDeadJobs, retryDeadJobs } from "./dead-jobs.ts";
import { defineJob, type Job, type JobOptions } from "./define-job.ts";
import { defineTimer } from "./define-timer.ts";
import { queueState } from "./queue-state.ts";
import { startWorkers, type Workers } from "./start-workers.ts";
import { freeJobsOfSilentWorkers } from "./worker-heartbeat.ts";

const running: Workers[] = [];

beforeAll(async () => {
  await startTestRuntime();
});
afterAll(stopTestRuntime);
afterEach(async () => {
  await Promise.all(running.splice(0).map((workers) => workers.stop()));
  await runtime().sql`truncate graphile_worker._private_jobs`;
});

async function start(registry: Partial<Registry>): Promise<Workers> {
  const workers = await startWorkers({ jobs: [], timers: [], watches: [], subscribers: [], loaders: {}, ...registry });
  running.push(workers);
  return workers;
}

const enqueue = <P>(job: Job<P>, payload: P, options?: JobOptions) =>
  transaction(systemContext(1), async (tx) => tx.enqueue(job, payload, options));

const payload = z.object({ account_id: z.number(), n: z.number() });

test("a job starts at its commit and not at the next look of its pool", async () => {
  const started = new Map<number, number>();
  const run = async ({ n }: z.infer<typeof payload>) => void started.set(n, performance.now());
  const quick = defineJob({ name: "quick", pool: "fast", payload, run });
  const calm = defineJob({ name: "calm", pool: "slow", payload, run });
  await start({ jobs: [quick, calm] });
  await enqueue(calm, { account_id: 1, n: -1 });
  await eventually(() => expect(started.has(-1)).toBe(true));
  const delays: number[] = [];
  for (let n = 0; n < 100; n++) {
    await enqueue(quick, { account_id: 1, n });
    const committed = performance.now();
    await eventually(() => expect(started.has(n)).toBe(true));
    delays.push((started.get(n) ?? Number.POSITIVE_INFINITY) - committed);
  }
  delays.sort((a, b) => a - b);
  // A pool looks by itself every other second; the benchmark says how soon it starts.
  expect(delays[49]).toBeLessThan(1000);
});

test("a job with a payload of another version fails with a reason, is listed when dead, and can be retried or discarded", async () => {
  const seen: number[] = [];
  let broken = true;
  const fragile = defineJob({
    name: "fragile",
    pool: "fast",
    payload,
    maxAttempts: 1,
    run: async ({ n }) => {
      if (broken) throw new Error(`cannot do ${n}\nsecond line`);
      seen.push(n);
    },
  });
  await start({ jobs: [fragile] });
  await enqueue(fragile, { account_id: 1, n: 5 });
  await enqueue(fragile as unknown as Job<unknown>, { account_id: 1, n: "five" });
  await enqueue(fragile, { account_id: 2, n: 7 });
  await eventually(async () => expect((await queueState()).dead).toBe(3));
  const dead = await listDeadJobs(systemContext(1));
  expect(dead).toMatchObject([
    { name: "fragile", payload: { n: "five" }, attempts: 1 },
    {
      name: "fragile",
      payload: { account_id: 1, n: 5 },
      reason: "cannot do 5",
      attempts: 1,
      failedAt: expect.any(Date),
    },
  ]);
  const ids = dead.map((job) => job.id);
  expect(await retryDeadJobs(systemContext(2), ids)).toBe(0);
  expect(await discardDeadJobs(systemContext(1), ids.slice(0, 1))).toBe(1);
  broken = false;
  expect(await retryDeadJobs(systemContext(1), ids)).toBe(1);
  await eventually(() => expect(seen).toEqual([5]));
  await eventually(async () => expect(await queueState()).toMatchObject({ waiting: 0, running: 0, dead: 1 }));
});

test("the jobs of a killed worker are free once it has been silent, and the attempt is not counted", async () => {
  const seen: number[] = [];
  const plain = defineJob({ name: "plain", pool: "fast", payload, run: async ({ n }) => void seen.push(n) });
  await enqueue(plain, { account_id: 1, n: 1 });
  const { sql } = runtime();
  await sql`update graphile_worker._private_jobs set locked_by = 'pool-killed', locked_at = now() - interval '9 s', attempts = 1`;
  await sql`insert into worker_heartbeats values ('pool-killed', now() - interval '4 s')`;
  expect(await freeJobsOfSilentWorkers()).toBe(0);
  await sql`update worker_heartbeats set seen_at = now() - interval '9 s' where worker_id = 'pool-killed'`;
  expect(await freeJobsOfSilentWorkers()).toBe(1);
  expect(await sql`select attempts, locked_by from graphile_worker._private_jobs`).toEqual([
    { attempts: 0, locked_by: null },
  ]);
  await start({ jobs: [plain] });
  await eventually(() => expect(seen).toEqual([1]));
});

test("stopping lets a running job finish and leaves waiting ones to the next start", async () => {
  const { promise: gate, resolve: release } = Promise.withResolvers<void>();
  const done: number[] = [];
  const slow = defineJob({
    name: "slow",
    pool: "slow",
    payload,
    run: async ({ n }) => gate.then(() => void done.push(n)),
  });
  const workers = await start({ jobs: [slow] });
  for (let n = 0; n < 6; n++) await enqueue(slow, { account_id: 1, n });
  await eventually(async () => expect((await queueState()).running).toBeGreaterThanOrEqual(4));
  const stopped = workers.stop();
  release();
  await stopped;
  expect(done).toHaveLength(4);
  expect(await queueState()).toMatchObject({ waiting: 2, running: 0, workers: 0 });
});

test("a job that fails while everything stops keeps its reason and its next try", async () => {
  const { promise: gate, resolve: release } = Promise.withResolvers<void>();
  const failing = defineJob({
    name: "failing",
    pool: "fast",
    payload,
    run: async () => {
      await gate;
      throw new Error("stopped midway");
    },
  });
  const workers = await start({ jobs: [failing] });
  for (let n = 0; n < 20; n++) await enqueue(failing, { account_id: 1, n });
  await eventually(async () => expect((await queueState()).running).toBe(20));
  const stopped = workers.stop();
  release();
  await stopped;
  const rows = await runtime().sql<{ last_error: string; locked_by: string | null }[]>`
    select last_error, locked_by from graphile_worker._private_jobs`;
  expect(rows).toHaveLength(20);
  for (const row of rows) expect(row).toEqual({ last_error: "stopped midway", locked_by: null });
});

test("a timer runs once per slot in two processes, also after one of its runs failed", async () => {
  let runs = 0;
  const timer = defineTimer({
    name: "each_second",
    everySeconds: 1,
    run: async () => {
      runs++;
      if (runs === 1) throw new Error("first run fails");
    },
  });
  const second = () => Math.floor(Date.now() / 1000);
  const firstSecond = second();
  await start({ timers: [timer] });
  await start({ timers: [timer] });
  await eventually(() => expect(runs).toBeGreaterThanOrEqual(4));
  expect(runs).toBeLessThanOrEqual(second() - firstSecond);
  expect((await queueState()).dead).toBe(0);
});

test("two jobs of one name are refused", async () => {
  const job = defineJob({ name: "same", pool: "fast", payload, run: async () => undefined });
  await expect(start({ jobs: [job, { ...job, pool: "slow" }] })).rejects.toThrow("Two jobs are named same");
});
