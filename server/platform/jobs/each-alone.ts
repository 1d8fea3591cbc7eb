import { runtime } from "../runtime.ts";

/**
 * Does the work for each of what a timer has found, one after the other. One that fails is logged and tried again by the timer's next run.
 * Without this, the first that fails every time would keep all those behind it from ever being looked at.
 *
 * @param facts  what names one of them in the log
 */
export async function eachAlone<T>(
  found: readonly T[],
  facts: (one: T) => Record<string, unknown>,
  work: (one: T) => Promise<void>,
): Promise<void> {
  for (const one of found) {
    try {
      await work(one);
    } catch (err) {
      runtime().log.error({ ...facts(one), err }, "one of many failed; the others go on");
    }
  }
}
