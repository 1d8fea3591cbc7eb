import { sql } from "drizzle-orm";
import type { Task } from "graphile-worker";
import { runtime } from "../runtime.ts";
import type { Timer } from "./define-timer.ts";
import { logged } from "./job-task.ts";

const PREFIX = "timer:";

export const timerTaskName = (timer: Timer): string => `${PREFIX}${timer.name}`;

/**
 * A timer is a job that queues itself for its next slot before it works. Its key allows one waiting job, so a slot runs
 * once; a run that outlasts its slot leaves out the slots it covers.
 */
export function timerTask(timer: Timer): Task {
  return async (payload, helpers) => {
    await schedule([timer], "replace");
    const { log } = runtime();
    try {
      const job = { name: timerTaskName(timer), pool: timer.pool ?? ("slow" as const), isTimer: true };
      await logged(job, payload, helpers, () => timer.run());
    } catch (err) {
      // The line above has the facts. The next slot is the next try, and a dead job per failed slot would help nobody.
      log.debug({ err, timer: timer.name }, "timer waits for its next slot");
    }
  };
}

/** Queues the next slot of each timer unless one waits already, and removes timers that this version does not know. */
export async function scheduleTimers(timers: Timer[]): Promise<void> {
  const keys = JSON.stringify(timers.map(timerTaskName));
  await runtime().db.execute(sql`
    delete from graphile_worker._private_jobs
    where key like ${`${PREFIX}%`} and locked_at is null
      and key not in (select json_array_elements_text(${keys}::text::json))`);
  await schedule(timers, "preserve_run_at");
}

/** By the database's clock alone: the clocks of two machines may disagree about which slot this is. */
async function schedule(timers: Timer[], mode: "replace" | "preserve_run_at"): Promise<void> {
  const slots = timers.map((timer) => ({ task: timerTaskName(timer), every: timer.everySeconds }));
  await runtime().db.execute(sql`
    select graphile_worker.add_job(task, '{}'::json, run_at => to_timestamp((floor(extract(epoch from now()) / every) + 1) * every),
      max_attempts => 1, job_key => task, job_key_mode => ${mode}::text)
    from json_to_recordset(${JSON.stringify(slots)}::text::json) as slot(task text, every float8)`);
}
