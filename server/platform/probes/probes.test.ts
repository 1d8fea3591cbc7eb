import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { expectStatements, startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import type { RawHttpResponse } from "../http/raw-routes.ts";
import { runtime } from "../runtime.ts";
import { probes } from "./probes.ts";

beforeAll(async () => {
  await startTestRuntime({ METRICS_TOKEN: "a-token-for-metrics" });
});
afterAll(stopTestRuntime);
beforeEach(async () => {
  await runtime().sql`delete from worker_heartbeats`;
});

async function get(path: string, headers: Record<string, string> = {}): Promise<RawHttpResponse> {
  const route = probes.find((probe) => probe.path === path);
  if (!route) throw new Error(`${path} is no probe`);
  return route.handle({
    method: "GET",
    url: new URL(path, "http://localhost"),
    headers,
    body: Buffer.alloc(0),
    key: [],
  });
}

const beat = () => runtime().sql`insert into worker_heartbeats (worker_id) values ('w')`;

test("/health answers without the database", async () => {
  const { status, body } = await expectStatements(0, () => get("/health"));
  expect([status, JSON.parse(body)]).toEqual([200, { status: "woot", platform: "parley", version: "4.11.0" }]);
});

test("/ready is 200 when database, migrations and workers are fine", async () => {
  await beat();
  const { status, body } = await get("/ready");
  expect([status, JSON.parse(body)]).toEqual([
    200,
    { status: "ready", database: "ok", migrations: "ok", workers: "ok" },
  ]);
});

test("/ready is 503 and names the part that is not", async () => {
  const { status, body } = await get("/ready");
  expect([status, JSON.parse(body)]).toMatchObject([503, { error: "workers: none is alive", database: "ok" }]);
});

test("/ready names migrations that the database lacks", async () => {
  await beat();
  const { sql } = runtime();
  const [last] = await sql`select max(created_at) as at from drizzle.__drizzle_migrations`;
  await sql`update drizzle.__drizzle_migrations set created_at = 1 where created_at = ${last?.at}`;
  const { status, body } = await get("/ready");
  await sql`update drizzle.__drizzle_migrations set created_at = ${last?.at} where created_at = 1`;
  expect([status, JSON.parse(body).migrations]).toEqual([503, "1 are missing"]);
});

test("/api tells version and service states in the contract's words", async () => {
  const timestamp = expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
  const expected = { version: "4.11.0", timestamp, data_services: "ok" };
  expect(JSON.parse((await get("/api")).body)).toEqual({ ...expected, queue_services: "failing" });
  await beat();
  expect(JSON.parse((await get("/api")).body)).toEqual({ ...expected, queue_services: "ok" });
});

test("/metrics is for loopback, or for who has the token", async () => {
  const away = { "x-parley-peer": "203.0.113.9" };
  expect((await get("/metrics", { "x-parley-peer": "127.0.0.1" })).status).toBe(200);
  expect((await get("/metrics", { "x-parley-peer": "127.0.0.1", "x-forwarded-for": "203.0.113.9" })).status).toBe(401);
  expect((await get("/metrics", away)).status).toBe(401);
  expect((await get("/metrics", { ...away, authorization: "Bearer another-token-here" })).status).toBe(401);
  expect((await get("/metrics", { ...away, authorization: "Bearer a-token-for-metrics" })).status).toBe(200);
});

test("/metrics tells requests, queue, latencies, sockets and pool", async () => {
  await runtime().sql`select graphile_worker.add_job('nobody_runs_this')`;
  const { body } = await get("/metrics");
  expect(body).toContain('parley_queue_jobs{state="waiting"} 1');
  for (const name of ["http_request", "ingest", "delivery", "job_lag"])
    expect(body).toContain(`parley_${name}_seconds`);
  for (const name of ["sockets", "database_connections", "queue_oldest_seconds"])
    expect(body).toContain(`parley_${name}`);
});
