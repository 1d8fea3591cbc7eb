import { sql } from "drizzle-orm";
import { type AccountContext, database } from "../context.ts";

/** A job that was given up after its last try. */
export interface DeadJob {
  id: number;
  name: string;
  payload: unknown;
  /** Message of the last error, first line. */
  reason: string;
  attempts: number;
  createdAt: Date;
  failedAt: Date;
}

interface Row extends Record<string, unknown> {
  id: number;
  name: string;
  payload: unknown;
  reason: string;
  attempts: number;
  created_at: string;
  failed_at: string;
}

/**
 * Dead jobs of an account, newest first. A job belongs to the account that `account_id` in its payload names.
 *
 * @param before  id of the last job of the page before
 */
export async function listDeadJobs(
  ctx: AccountContext,
  { before, limit = 50 }: { before?: number; limit?: number } = {},
): Promise<DeadJob[]> {
  const rows = await database(ctx).execute<Row>(sql`
    select job.id, task.identifier as name, job.payload, split_part(coalesce(job.last_error, ''), E'\n', 1) as reason,
      job.attempts, job.created_at, job.updated_at as failed_at
    from graphile_worker._private_jobs job join graphile_worker._private_tasks task on task.id = job.task_id
    where ${isDeadJobOf(ctx.accountId)} and (${before ?? null}::bigint is null or job.id < ${before ?? null}::bigint)
    order by job.id desc limit ${limit}`);
  return rows.map(({ id, name, payload, reason, attempts, created_at, failed_at }) => ({
    id,
    name,
    payload,
    reason,
    attempts,
    createdAt: new Date(created_at),
    failedAt: new Date(failed_at),
  }));
}

/** Starts dead jobs of the account again at once, with all their tries. @returns how many there were */
export async function retryDeadJobs(ctx: AccountContext, ids: number[]): Promise<number> {
  const rows = await database(ctx).execute(sql`
    select 1, pg_notify('jobs:insert', '{"count":1}')
    from graphile_worker.reschedule_jobs(${deadIds(ctx, ids)}, run_at => now(), attempts => 0)`);
  return rows.length;
}

/** Deletes dead jobs of the account for good. @returns how many there were */
export async function discardDeadJobs(ctx: AccountContext, ids: number[]): Promise<number> {
  const rows = await database(ctx).execute(sql`select 1 from graphile_worker.complete_jobs(${deadIds(ctx, ids)})`);
  return rows.length;
}

const deadIds = (ctx: AccountContext, ids: number[]) => sql`array(
  select job.id from graphile_worker._private_jobs job
  where ${isDeadJobOf(ctx.accountId)} and job.id in (select json_array_elements_text(${JSON.stringify(ids)}::text::json)::bigint))`;

const isDeadJobOf = (accountId: number) =>
  sql`job.attempts >= job.max_attempts and job.locked_at is null and job.payload->>'account_id' = ${String(accountId)}::text`;
