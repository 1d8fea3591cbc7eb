import { setTimeout as wait } from "node:timers/promises";
import { z } from "zod";
import { adminContextOf } from "../admin/admin-context.ts";
import { transaction } from "../platform/database/transaction.ts";
import { defineJob, type Job } from "../platform/jobs/define-job.ts";
import { startWorkers } from "../platform/jobs/start-workers.ts";
import { atMost, type Finding, type Scenario, told } from "./finding.ts";
import type { Lab } from "./open-lab.ts";
import { percentile } from "./statistics.ts";

const PER_SECOND = 100;

/** Every further step of ours waits this long: from the commit to the first line of the job. */
export const jobStart: Scenario = {
  name: "jobs",
  title: "Commit → job starts",
  async run(lab) {
    const waits = await measureWorkers(lab);
    return [
      told(`median, ${PER_SECOND}/s`, "ms", waits.median),
      atMost(`p95, ${PER_SECOND}/s`, "ms", waits.p95, 10),
      told(`p99, ${PER_SECOND}/s`, "ms", waits.p99),
    ] satisfies Finding[];
  },
};

/** The workers of a server, with a job that does nothing. */
async function measureWorkers({ accountId, options }: Lab) {
  const started: number[] = [];
  const probe: Job<{ number: number }> = defineJob({
    name: "bench_probe",
    pool: "fast",
    payload: z.object({ number: z.number() }),
    async run({ number }) {
      started[number] = performance.now();
    },
  });
  const workers = await startWorkers({ jobs: [probe as Job], timers: [], watches: [], subscribers: [], loaders: {} });
  const results = { median: [] as number[], p95: [] as number[], p99: [] as number[] };
  try {
    for (let round = 0; round < options.rounds; round++) {
      started.length = 0;
      const committed: number[] = [];
      await atRate(PER_SECOND, options.seconds, async (number) => {
        await transaction(adminContextOf(accountId), async (tx) => tx.enqueue(probe, { number }));
        committed[number] = performance.now();
      });
      for (const end = Date.now() + 10_000; started.filter(Boolean).length < committed.length; await wait(10)) {
        if (Date.now() > end) throw new Error("Some jobs never started");
      }
      // Workers may hear of a commit before its own client does.
      const waits = committed.map((at, number) => Math.max(0, (started[number] ?? Number.NaN) - at));
      results.median.push(percentile(waits, 0.5));
      results.p95.push(percentile(waits, 0.95));
      results.p99.push(percentile(waits, 0.99));
    }
  } finally {
    await workers.stop();
  }
  return results;
}

/** Starts `work` so many times a second, whether the ones before have ended or not, and waits for all of them. */
export async function atRate(
  perSecond: number,
  seconds: number,
  work: (number: number) => Promise<void>,
): Promise<void> {
  const running: Promise<void>[] = [];
  const started = performance.now();
  for (let number = 0; number < perSecond * seconds; number++) {
    const early = started + (number * 1000) / perSecond - performance.now();
    if (early > 0) await wait(early);
    running.push(work(number));
  }
  await Promise.all(running);
}
