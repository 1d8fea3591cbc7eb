import { setTimeout as pause } from "node:timers/promises";
import { runtime } from "../runtime.ts";
import type { Watch } from "./define-watch.ts";

/**
 * Lets each watch look, rest, and look again. A look never overlaps the one before.
 *
 * @returns how to end them; resolves when the last look is over
 */
export function startWatches(watches: readonly Watch[]): { stop(): Promise<void> } {
  const ending = new AbortController();
  const running = watches.map((watch) => keepLooking(watch, ending.signal));
  return {
    stop: async () => {
      ending.abort();
      await Promise.all(running);
    },
  };
}

async function keepLooking(watch: Watch, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      await watch.run(signal);
    } catch (err) {
      runtime().log.error({ err, watch: watch.name }, "a watch could not look");
    }
    await rest(watch.everyMs, signal);
  }
}

async function rest(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await pause(ms, undefined, { signal });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
