import path from "node:path";
import { readMigrationFiles } from "drizzle-orm/migrator";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate as runDrizzleMigrations } from "drizzle-orm/postgres-js/migrator";
import { Logger, runMigrations as runQueueMigrations } from "graphile-worker";
import postgres, { type Sql } from "postgres";
import { ConfigError } from "../config.ts";

const OLDEST_POSTGRES = 15;
/** Any number nobody else uses: it makes processes that start together migrate one after the other. */
const LOCK = 7_275_391;

const migrationsFolder = path.resolve(import.meta.dirname, "../../../drizzle");
const silent = new Logger(() => () => undefined);

/**
 * Brings the database up to this version: our tables, then those of the job queue.
 *
 * @param url  PostgreSQL 15 or newer
 * @throws ConfigError when the server cannot be reached or is too old
 */
export async function migrateDatabase(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined, connect_timeout: 10 });
  try {
    await checkVersion(sql);
    await sql`select pg_advisory_lock(${LOCK})`;
    await runDrizzleMigrations(drizzle(sql), { migrationsFolder });
    await runQueueMigrations({ connectionString: url, logger: silent });
    await keepQueueLean(sql);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/** Number of migrations this version knows and the database has not seen. */
export async function pendingMigrations(sql: Sql): Promise<number> {
  const [row] = await sql<
    { last: string | null }[]
  >`select max(created_at)::text as last from drizzle.__drizzle_migrations`;
  const last = Number(row?.last ?? 0);
  return readMigrationFiles({ migrationsFolder }).filter((migration) => migration.folderMillis > last).length;
}

async function checkVersion(sql: Sql): Promise<void> {
  const [row] = await sql<{ version: string }[]>`select current_setting('server_version_num') as version`.catch(
    (error) => {
      throw new ConfigError(`DATABASE_URL leads to no database that lets us in (${(error as Error).message}).`);
    },
  );
  const major = Math.floor(Number(row?.version) / 10_000);
  if (!(major >= OLDEST_POSTGRES)) {
    throw new ConfigError(`DATABASE_URL leads to PostgreSQL ${major}; version ${OLDEST_POSTGRES} or newer is needed.`);
  }
}

/** Every job is a row that lives for milliseconds: with PostgreSQL's usual thresholds throughput halves between vacuums. */
async function keepQueueLean(sql: Sql): Promise<void> {
  for (const table of ["_private_jobs", "_private_job_queues"]) {
    await sql.unsafe(
      `alter table graphile_worker.${table} set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000)`,
    );
  }
}
