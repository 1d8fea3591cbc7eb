import { EventEmitter } from "node:events";
import { type Runner, run, type TaskList, type WorkerEvents } from "graphile-worker";
import pg from "pg";
import { watchGrowingTables } from "../database/watch-growing-tables.ts";
import { dispatchEventsJob } from "../events/dispatch-events.ts";
import { announceAccessChanges } from "../realtime/access-changes.ts";
import type { Registry } from "../registry.ts";
import { runtime } from "../runtime.ts";
import type { Pool } from "./define-job.ts";
import { jobLogger } from "./job-logger.ts";
import { jobTask } from "./job-task.ts";
import { scheduleTimers, timerTask, timerTaskName } from "./run-timer.ts";
import { startWatches } from "./start-watches.ts";
import { forgetWorkers, startHeartbeat } from "./worker-heartbeat.ts";

/**
 * Jobs mostly wait for the database or a provider, so there are more of them at once than processors. `prefetch` is what
 * a pool takes with one statement. Every new job wakes the fast pool. The slow one, once it found nothing, looks again
 * after `restMs`: otherwise each message that the fast pool handles would cost it a search in vain.
 */
const pools: Record<Pool, { concurrency: number; prefetch: number; restMs?: number }> = {
  fast: { concurrency: 20, prefetch: 40 },
  slow: { concurrency: 4, prefetch: 4, restMs: 100 },
};
/** Jobs that wait this long behind others go back, so that another process can take them. */
const PREFETCHED_FOR_MS = 1000;
const STOP_WITHIN_MS = 8000;

type WorkerRegistry = Pick<Registry, "jobs" | "timers" | "watches" | "subscribers" | "loaders">;

export interface Workers {
  /**
   * Takes no new jobs, lets running ones finish for eight seconds and frees the others: they start again elsewhere. A
   * second call waits for the first.
   */
  stop(): Promise<void>;
}

/**
 * Runs jobs, timers and event subscribers in this process, in a fast and a slow pool.
 *
 * @throws when the database does not answer
 */
export async function startWorkers(registry: WorkerRegistry): Promise<Workers> {
  const { config, log } = runtime();
  const pgPool = new pg.Pool({
    connectionString: config.databaseUrl,
    // Few are ever open: jobs are taken and finished in batches. Fewer than `concurrency` would make the queue complain.
    max: pools.fast.concurrency,
    application_name: "parley-jobs",
    // Only who holds which job is written here. If the database crashes, the last moments of that are lost, never what
    // the jobs wrote before: a job then runs again, which all of them must bear anyway.
    options: "-c synchronous_commit=off",
  });
  pgPool.on("error", (err) => log.error({ err }, "A connection of the job queue broke"));
  pgPool.on("connect", (client) =>
    client.on("error", (err) => log.error({ err }, "A connection of the job queue broke")),
  );
  const workerIds: string[] = [];
  const tasks = taskLists(registry);
  const runners = await Promise.all(
    (["fast", "slow"] as const)
      .filter((pool) => Object.keys(tasks[pool]).length > 0)
      .map((pool) => startPool(pool, tasks[pool], { pgPool, workerIds })),
  );
  await scheduleTimers(registry.timers);
  const heartbeat = await startHeartbeat(workerIds);
  const watches = startWatches(registry.watches);
  const growingTables = watchGrowingTables();
  let stopping: Promise<void> | undefined;
  return {
    stop: () => {
      stopping ??= stopAll([...runners, watches], async () => {
        heartbeat.stop();
        growingTables.stop();
        await forgetWorkers(workerIds);
        await pgPool.end();
      });
      return stopping;
    },
  };
}

function taskLists({ jobs, timers, subscribers, loaders }: WorkerRegistry): Record<Pool, TaskList> {
  const lists: Record<Pool, TaskList> = { fast: {}, slow: {} };
  const readers = { subscribers: [announceAccessChanges, ...subscribers], loaders };
  for (const job of [...jobs, dispatchEventsJob(readers)]) {
    if (lists.fast[job.name] || lists.slow[job.name]) throw new Error(`Two jobs are named ${job.name}`);
    lists[job.pool][job.name] = jobTask(job);
  }
  for (const timer of timers) lists[timer.pool ?? "slow"][timerTaskName(timer)] = timerTask(timer);
  return lists;
}

async function startPool(
  pool: Pool,
  taskList: TaskList,
  { pgPool, workerIds }: { pgPool: pg.Pool; workerIds: string[] },
): Promise<Runner> {
  const { concurrency, prefetch, restMs } = pools[pool];
  const events = new EventEmitter() as WorkerEvents;
  events.on("pool:create", ({ workerPool }) => workerIds.push(workerPool.id));
  return run(
    {
      pgPool,
      taskList,
      events,
      noHandleSignals: true,
      preset: {
        worker: {
          logger: jobLogger(),
          concurrentJobs: concurrency,
          localQueue: {
            size: prefetch,
            ttl: PREFETCHED_FOR_MS,
            ...(restMs && { refetchDelay: { durationMs: restMs, maxAbortThreshold: Number.POSITIVE_INFINITY } }),
          },
          // A resting pool forgets that it was woken, so it must look by itself.
          ...(restMs && { pollInterval: 2 * restMs }),
          completeJobBatchDelay: 0,
          // Only what is written in batches is waited for when the queue stops; else a job that fails then loses its reason.
          failJobBatchDelay: 0,
        },
      },
    },
    undefined,
    [],
  );
}

async function stopAll(runners: Pick<Runner, "stop">[], afterwards: () => Promise<void>): Promise<void> {
  const stopped = Promise.all(runners.map((runner) => runner.stop()));
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, STOP_WITHIN_MS);
  });
  await Promise.race([stopped, deadline]);
  clearTimeout(timer);
  await afterwards();
}
