/**
 * Work that every worker process looks for again and again, because it must start within a second of its time. Rows with a time are its
 * queue: it outlives a process, and a clock that was set back stops nothing. Several processes may look at once, so `run` claims what
 * it does. Work that can wait a little is a timer or a job.
 */
export interface Watch {
  /** Unique, snake_case: for log lines. */
  name: string;
  /** Pause after a look, in milliseconds. */
  everyMs: number;
  /**
   * One look, which costs one cheap statement when there is nothing to do; it ends early when the process does. A throw is logged; the
   * next look is the next try.
   */
  run(ending: AbortSignal): Promise<unknown>;
}

/** Declares a watch. List it in `domain/registry.ts`. */
export function defineWatch(watch: Watch): Watch {
  return watch;
}
