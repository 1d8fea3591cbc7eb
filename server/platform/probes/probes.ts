import { sql } from "drizzle-orm";
import { pendingMigrations } from "../database/migrate.ts";
import { reasonOf } from "../database/reason-of.ts";
import { clientAddress, isLoopback } from "../http/client-address.ts";
import type { RawHttpRequest, RawHttpResponse, RawRoute } from "../http/raw-routes.ts";
import { type QueueState, queueState } from "../jobs/queue-state.ts";
import { runtime } from "../runtime.ts";
import { equalInConstantTime } from "../secrets.ts";

/** Level of the REST contract we speak; clients compare it. */
const CONTRACT_VERSION = "4.11.0";
/** A probe that takes longer counts as failed: whoever asks has a limit as well. */
const PATIENCE_MS = 3000;

/** `/health`, `/ready`, `/api` and `/metrics`. */
export const probes: readonly RawRoute[] = [
  probe("health", "/health", async () => json(200, { status: "woot", platform: "parley", version: CONTRACT_VERSION })),
  probe("ready", "/ready", ready),
  probe("api", "/api", serviceStates),
  probe("metrics", "/metrics", metricsText),
];

function probe(operation: string, path: string, handle: RawRoute["handle"]): RawRoute {
  return { operation, method: "GET", path, maxBytes: 0, isProbe: true, handle };
}

function json(status: number, body: unknown): RawHttpResponse {
  const headers = { "content-type": "application/json; charset=utf-8", "cache-control": "no-store" };
  return { status, body: JSON.stringify(body), headers };
}

/** 200 when requests and jobs will be served, else 503 naming every part that is not fine. */
async function ready(): Promise<RawHttpResponse> {
  const parts = {
    database: await state(async () => void (await runtime().db.execute(sql`select 1`))),
    migrations: await state(async () => {
      const pending = await pendingMigrations(runtime().sql);
      if (pending > 0) throw new Error(`${pending} are missing`);
    }),
    workers: await state(async () => {
      const { workers } = await queueState();
      if (workers === 0) throw new Error("none is alive");
    }),
  };
  const failing = Object.entries(parts).filter(([, value]) => value !== "ok");
  const sentence = failing.map(([part, reason]) => `${part}: ${reason}`).join("; ");
  return failing.length === 0
    ? json(200, { status: "ready", ...parts })
    : json(503, { status: "not ready", error: sentence, ...parts });
}

/** Contract, conventions §1. */
async function serviceStates(): Promise<RawHttpResponse> {
  const data = await state(async () => void (await runtime().db.execute(sql`select 1`)));
  const queue = await state(async () => {
    if ((await queueState()).workers === 0) throw new Error("no worker");
  });
  return json(200, {
    version: CONTRACT_VERSION,
    timestamp: new Date().toISOString().slice(0, 19).replace("T", " "),
    queue_services: queue === "ok" ? "ok" : "failing",
    data_services: data === "ok" ? "ok" : "failing",
  });
}

/** `ok`, or a short reason. The whole error goes to the log. */
async function state(check: () => Promise<void>): Promise<string> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${PATIENCE_MS / 1000} s`)), PATIENCE_MS);
  });
  try {
    await Promise.race([check(), late]);
    return "ok";
  } catch (err) {
    runtime().log.warn({ err }, "A probe failed");
    return reasonOf(err);
  } finally {
    clearTimeout(timer);
  }
}

async function metricsText(request: RawHttpRequest): Promise<RawHttpResponse> {
  if (!mayReadMetrics(request)) return { status: 401, body: "Send METRICS_TOKEN as Authorization: Bearer …\n" };
  const { metrics, log } = runtime();
  try {
    await readGauges();
  } catch (err) {
    log.warn({ err }, "The database gave no metrics");
    metrics.queueDepth.reset();
    metrics.databaseConnections.reset();
  }
  return {
    status: 200,
    body: await metrics.registry.metrics(),
    headers: { "content-type": metrics.registry.contentType },
  };
}

function mayReadMetrics(request: RawHttpRequest): boolean {
  const { metricsToken } = runtime().config;
  const given = /^Bearer (.+)$/i.exec(request.headers.authorization ?? "")?.[1];
  if (metricsToken !== undefined && given !== undefined) return equalInConstantTime(metricsToken, given);
  return isLoopback(clientAddress(new Headers(request.headers)));
}

async function readGauges(): Promise<void> {
  const { metrics, db } = runtime();
  const queue = await queueState();
  for (const name of ["waiting", "later", "running", "dead"] satisfies (keyof QueueState)[]) {
    metrics.queueDepth.set({ state: name }, queue[name]);
  }
  metrics.queueLag.set(queue.oldestSeconds);
  const rows = await db.execute<{ state: string; count: number }>(sql`
    select coalesce(state, 'background') as state, count(*)::int as count
    from pg_stat_activity where datname = current_database() group by 1`);
  metrics.databaseConnections.reset();
  for (const { state: name, count } of rows) metrics.databaseConnections.set({ state: name }, count);
}
