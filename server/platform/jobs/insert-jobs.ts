import { sql } from "drizzle-orm";
import type { Fragment, ISql } from "postgres";
import { type Database, rawClient } from "../database/database.ts";
import { countStatement } from "../database/statement-count.ts";
import type { Job, JobOptions } from "./define-job.ts";

/** A job that a transaction has collected. */
export interface NewJob {
  job: Job<unknown>;
  payload: unknown;
  options: JobOptions | undefined;
}

/** A job as the queue stores it; the names are the queue's own. */
export interface JobSpec {
  identifier: string;
  payload: unknown;
  run_at?: string;
  max_attempts: number;
  job_key?: string;
  priority: number;
}

/** Tries in all, when the job does not say. */
const DEFAULT_ATTEMPTS = 8;

/**
 * Queues the jobs of one transaction. One statement; a second one when some have keys, and the first time ever that a
 * database sees a job of this name. `transaction` wakes the workers after the commit.
 *
 * @throws an error with SQLSTATE 40001 when a worker was just taking a keyed job, so that it could not be replaced;
 * `transaction` then tries again
 */
export async function insertJobs(db: Database, jobs: NewJob[]): Promise<void> {
  const specs = jobs.map(jobSpec);
  const plain = specs.filter((spec) => spec.job_key === undefined);
  const keyed = lastOfEachKey(specs);
  noteNewJobs(db);
  if (plain.length > 0) {
    const client = rawClient(db);
    countStatement();
    const [result] = await client<{ missing: string[] }[]>`
      with added as (${jobRows(client, plain)})
      select array(
        select identifier from json_to_recordset(${JSON.stringify(plain)}::text::json) as s(identifier text)
        except select identifier from graphile_worker._private_tasks
      ) as missing`;
    const missing = new Set(result?.missing);
    if (missing.size > 0)
      await addJobsByFunction(
        db,
        plain.filter((spec) => missing.has(spec.identifier)),
      );
  }
  if (keyed.length > 0) await addJobsByFunction(db, keyed);
}

/**
 * Inserts unkeyed jobs whose names the database knows; returns a row per job. The queue's own function does the same in
 * 300 µs instead of 20, because it also looks for keys and for names; this statement runs in nearly every transaction.
 */
export const jobRows = (client: ISql, specs: JobSpec[]): Fragment => client`
  insert into graphile_worker._private_jobs (task_id, payload, run_at, max_attempts, priority)
  select task.id, spec.payload, coalesce(spec.run_at, now()), spec.max_attempts, spec.priority
  from json_to_recordset(${JSON.stringify(specs)}::text::json)
    as spec(identifier text, payload json, run_at timestamptz, max_attempts smallint, priority smallint)
  join graphile_worker._private_tasks task using (identifier)
  returning 1`;

const ADDS_JOBS = Symbol.for("parley.adds-jobs");

/** Notes that this transaction adds jobs, so that workers are woken when it has committed. */
export function noteNewJobs(db: Database): void {
  Object.assign(db, { [ADDS_JOBS]: true });
}

/** Did this transaction add jobs? */
export const hasNewJobs = (db: Database): boolean => ADDS_JOBS in db;

/** Queues keyed jobs, and jobs whose name may be new to the database, through the queue's own function. */
export async function addJobsByFunction(db: Database, specs: JobSpec[]): Promise<void> {
  const added = await db.execute(sql`
    select added.id from graphile_worker.add_jobs((
      select array_agg(json_populate_record(null::graphile_worker.job_spec, spec))
      from json_array_elements(${JSON.stringify(specs)}::text::json) spec)) added`);
  if (added.length !== specs.length) {
    throw Object.assign(new Error("A keyed job could not be replaced while a worker took it"), { code: "40001" });
  }
}

/** Within one statement a key may appear once: as between statements, the newer job replaces the older. */
function lastOfEachKey(specs: JobSpec[]): JobSpec[] {
  const last = new Map<string, JobSpec>();
  for (const spec of specs) if (spec.job_key !== undefined) last.set(spec.job_key, spec);
  return [...last.values()];
}

function jobSpec({ job, payload, options }: NewJob): JobSpec {
  return {
    identifier: job.name,
    payload: payload ?? {},
    run_at: options?.runAt?.toISOString(),
    max_attempts: job.maxAttempts ?? DEFAULT_ATTEMPTS,
    job_key: options?.key,
    priority: options?.priority ?? 0,
  };
}
