import type { Pool } from "./define-job.ts";

/** Work that comes back by the clock. It belongs to no account. */
export interface Timer {
  /** Unique, snake_case. */
  name: string;
  /** Slots are multiples of this since 1970, by the database's clock: 3600 runs on the hour. */
  everySeconds: number;
  pool?: Pool;
  /** One line that calls a use case. A throw is logged; the next slot is the next try. */
  run(): Promise<void>;
}

/** Declares a timer. List it in `domain/registry.ts`. Each slot runs once, however many processes there are. */
export function defineTimer(timer: Timer): Timer {
  return timer;
}
