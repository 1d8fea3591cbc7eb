import type { z } from "zod";

/** `fast` serves what people wait for (ingest, dispatch, delivery); `slow` everything else, so it never delays a reply. */
export type Pool = "fast" | "slow";

export interface Job<Payload = unknown> {
  /** Unique, snake_case: the task's identifier in the queue. */
  name: string;
  pool: Pool;
  /** Checked when the job *runs*: yesterday's code may have written it. Ids, not copies; `account_id` says whose it is. */
  payload: z.ZodType<Payload>;
  /** Tries in all, with growing waits between them; then it is listed as dead. Default 8. */
  maxAttempts?: number;
  /** One line that calls a use case. A throw means: try again later. */
  run(payload: Payload): Promise<void>;
}

export interface JobOptions {
  /** Not before this time; at once when missing. */
  runAt?: Date;
  /** At most one waiting job per key; a new one replaces it. Only for timers: keyed jobs contend. */
  key?: string;
  /** Smaller runs earlier; 0 is a person's wait, 10 background. */
  priority?: number;
}

/** Declares a job. List it in `domain/registry.ts`, or no worker will run it. */
export function defineJob<Payload>(job: Job<Payload>): Job<Payload> {
  return job;
}
