import { sql } from "drizzle-orm";
import { runtime } from "../runtime.ts";

/** The job queue in numbers. */
export interface QueueState {
  /** May run now and wait for a worker. */
  waiting: number;
  /** Wait for their time: timers, retries, scheduled work. */
  later: number;
  running: number;
  /** Given up after the last try. */
  dead: number;
  /** Age in seconds of the job that has waited longest; 0 when none waits. */
  oldestSeconds: number;
  /** Workers that were alive in the last eight seconds. */
  workers: number;
}

/** Counts the jobs of the installation. Reads the whole job table: for probes and operators, not for requests. */
export async function queueState(): Promise<QueueState> {
  const [row] = await runtime().db.execute<QueueState & Record<string, unknown>>(sql`
    select count(*) filter (where locked_at is null and attempts < max_attempts and run_at <= now())::int as waiting,
      count(*) filter (where locked_at is null and attempts < max_attempts and run_at > now())::int as later,
      count(*) filter (where locked_at is not null)::int as running,
      count(*) filter (where locked_at is null and attempts >= max_attempts)::int as dead,
      coalesce(extract(epoch from now() - min(run_at) filter (
        where locked_at is null and attempts < max_attempts and run_at <= now())), 0)::float8 as "oldestSeconds",
      (select count(*) from worker_heartbeats where seen_at > now() - interval '8 seconds')::int as workers
    from graphile_worker._private_jobs`);
  if (!row) throw new Error("The job queue could not be counted");
  return row;
}
