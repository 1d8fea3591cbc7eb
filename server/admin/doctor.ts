import { randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { pendingMigrations } from "../platform/database/migrate.ts";
import { reasonOf } from "../platform/database/reason-of.ts";
import { queueState } from "../platform/jobs/queue-state.ts";
import { runtime } from "../platform/runtime.ts";
import { decrypt } from "../platform/secrets.ts";
import { adminCommand } from "./command.ts";

const MOST_CLOCK_SECONDS = 5;

/** Each gives a few words about what it found, and throws a sentence about what is wrong. */
const checks: Record<string, () => Promise<string>> = {
  database: checkDatabase,
  migrations: checkMigrations,
  queue: checkQueue,
  storage: checkStorage,
  clock: checkClock,
  secrets: checkSecrets,
};

/** `doctor`: looks at everything the product stands on, and gives a line for each. */
export const doctor = adminCommand({
  flags: z.object({}),
  async run() {
    const result: Record<string, string> = {};
    let ok = true;
    for (const [name, check] of Object.entries(checks)) {
      try {
        result[name] = `ok: ${await check()}`;
      } catch (error) {
        ok = false;
        result[name] = `failed: ${reasonOf(error)}`;
      }
    }
    return { result, ok, inLines: true };
  },
});

async function checkDatabase(): Promise<string> {
  const [row] = await runtime().db.execute<{ version: string; size: string }>(sql`
    select current_setting('server_version') as version, pg_size_pretty(pg_database_size(current_database())) as size`);
  return `PostgreSQL ${row?.version}, ${row?.size}`;
}

async function checkMigrations(): Promise<string> {
  const pending = await pendingMigrations(runtime().sql);
  if (pending > 0) throw new Error(`${pending} are missing`);
  return "all applied";
}

/** That no worker is alive is only wrong while work waits: nothing may be running at all. */
async function checkQueue(): Promise<string> {
  const { waiting, running, dead, workers, oldestSeconds } = await queueState();
  const numbers = `${waiting} waiting, ${running} running, ${dead} given up, ${workers} workers`;
  if (waiting > 0 && workers === 0) throw new Error(`${numbers}: nobody works`);
  if (oldestSeconds > 60) throw new Error(`${numbers}: the oldest waits for ${Math.round(oldestSeconds)} s`);
  return numbers;
}

async function checkStorage(): Promise<string> {
  const { storage, config } = runtime();
  const key = `doctor/${randomBytes(8).toString("hex")}`;
  const content = randomBytes(1024);
  await storage.put(key, content, { contentType: "application/octet-stream" });
  const stored = await storage.read(key);
  await storage.delete(key);
  if (!stored?.equals(content)) throw new Error("what was written did not come back");
  return config.storageUrl.startsWith("file:") ? "folder can be written and read" : "bucket can be written and read";
}

async function checkClock(): Promise<string> {
  const before = Date.now();
  const [row] = await runtime().db.execute<{ at: string }>(sql`
    select extract(epoch from clock_timestamp())::text as at`);
  const apart = Math.abs(Number(row?.at) - (before + Date.now()) / 2000);
  if (apart > MOST_CLOCK_SECONDS) throw new Error(`${apart.toFixed(1)} s from the clock of the database`);
  return `${apart.toFixed(3)} s from the clock of the database`;
}

/** Is the key the one under which the secrets in the database were encrypted? */
async function checkSecrets(): Promise<string> {
  const rows = await runtime().db.execute<{ secret: string }>(sql`
    (select token_encrypted as secret from access_tokens order by id desc limit 1)
    union all (select hmac_token from inboxes order by id desc limit 1)`);
  for (const { secret } of rows) decrypt(secret);
  return rows.length === 0 ? "none stored yet" : "can be read";
}
