import type { JobHelpers, Task } from "graphile-worker";
import { runCounted, statementsSoFar } from "../database/statement-count.ts";
import { runtime } from "../runtime.ts";
import type { Job } from "./define-job.ts";

/** Makes a task of the queue from a job: checks the payload, measures, and writes one log line. */
export function jobTask(job: Job): Task {
  return (payload, helpers) =>
    logged(job, payload, helpers, async () => {
      await job.run(job.payload.parse(payload));
    });
}

/**
 * Runs `work` as one attempt of a job.
 *
 * @param job  with `isTimer` its line is only for debugging when all went well: there would be three a second
 * @throws what `work` throws: the queue then tries again later, or gives up after the last attempt
 */
export async function logged(
  job: Pick<Job, "name" | "pool"> & { isTimer?: boolean },
  payload: unknown,
  { job: row }: JobHelpers,
  work: () => Promise<void>,
): Promise<void> {
  const { log, metrics } = runtime();
  const started = performance.now();
  const waitedMs = Math.max(0, Date.now() - row.run_at.getTime());
  metrics.jobLag.observe({ pool: job.pool }, waitedMs / 1000);
  const finish = (outcome: "done" | "failed" | "dead", statements: number) => {
    const durationMs = Math.round((performance.now() - started) * 10) / 10;
    metrics.jobDuration.observe({ job: job.name, outcome: outcome === "done" ? "done" : "failed" }, durationMs / 1000);
    return {
      job: job.name,
      jobId: row.id,
      accountId: accountOf(payload),
      attempt: row.attempts,
      waitedMs,
      durationMs,
      statements,
      outcome,
    };
  };
  await runCounted(async () => {
    try {
      await work();
      log[job.isTimer ? "debug" : "info"](finish("done", statementsSoFar()), "job");
    } catch (err) {
      const dead = row.attempts >= row.max_attempts;
      const facts = { ...finish(dead ? "dead" : "failed", statementsSoFar()), err };
      if (dead) log.error(facts, "job");
      else log.warn(facts, "job");
      throw err;
    }
  });
}

const accountOf = (payload: unknown): number | undefined => (payload as { account_id?: number } | null)?.account_id;
