import type { TransactionSql } from "postgres";
import type { AccountContext, Context } from "../context.ts";
import type { EventData, EventType } from "../events/event-types.ts";
import { insertEvents, type NewEvent } from "../events/insert-events.ts";
import type { Job, JobOptions } from "../jobs/define-job.ts";
import { hasNewJobs, insertJobs, type NewJob } from "../jobs/insert-jobs.ts";
import { runtime } from "../runtime.ts";
import { type Database, rawClient } from "./database.ts";

/**
 * A context inside a transaction. Whoever takes an `AccountContext` also takes this, so use cases nest: the inner one
 * joins, and all commits or nothing does.
 */
export type Tx<C extends Context = AccountContext> = C & {
  db: Database;
  /** For the few hand-written hot statements; dates come back as text. */
  sql: TransactionSql;
  /** Writes an event row just before commit. Everything that happens "afterwards" reads it. */
  emit<T extends EventType>(type: T, data: EventData<T>): void;
  /** Adds a job that workers see after commit. */
  enqueue<P>(job: Job<P>, payload: P, options?: JobOptions): void;
};

/**
 * Runs a use case: rows, events and jobs are written together or not at all. Serialisation failures and deadlocks are
 * tried again, three times in all, so `work` must not do anything that cannot be repeated: no network, no `Promise.all` of writes.
 *
 * @throws whatever `work` throws, after rolling back
 */
export async function transaction<C extends Context, T>(ctx: C, work: (tx: Tx<C>) => Promise<T>): Promise<T> {
  if (isTransaction(ctx)) return work(ctx as Tx<C>);
  for (let attempt = 1; ; attempt++) {
    try {
      return await attemptTransaction(ctx, work);
    } catch (error) {
      if (attempt >= 3 || !isRetryable(error)) throw error;
    }
  }
}

const isTransaction = (ctx: Context): boolean => "emit" in ctx;

async function attemptTransaction<C extends Context, T>(ctx: C, work: (tx: Tx<C>) => Promise<T>): Promise<T> {
  const events: NewEvent[] = [];
  const jobs: NewJob[] = [];
  const accountId = "accountId" in ctx ? (ctx as unknown as AccountContext).accountId : null;
  let addsJobs = false;
  const result = await runtime().db.transaction(async (db) => {
    const tx = {
      ...ctx,
      db,
      sql: rawClient<TransactionSql>(db),
      emit(type: EventType, data: Record<string, unknown>) {
        if (accountId === null) throw new Error(`${type} was emitted outside an account`);
        events.push({ accountId, type, data, actor: ctx.actor });
      },
      enqueue(job: Job<unknown>, payload: unknown, options?: JobOptions) {
        jobs.push({ job, payload, options });
      },
    } as unknown as Tx<C>;
    const result = await work(tx);
    if (events.length > 0) await insertEvents(db, events);
    if (jobs.length > 0) await insertJobs(db, jobs);
    addsJobs = hasNewJobs(db);
    return result;
  });
  if (addsJobs) runtime().wakeWorkers();
  return result;
}

function isRetryable(error: unknown): boolean {
  const code = postgresCode(error);
  return code === "40001" || code === "40P01";
}

/** The SQLSTATE of a database error, also when Drizzle wrapped it. */
export function postgresCode(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null) return undefined;
  const { code, cause } = error as { code?: unknown; cause?: unknown };
  if (typeof code === "string" && /^[0-9A-Z]{5}$/.test(code)) return code;
  return postgresCode(cause);
}
