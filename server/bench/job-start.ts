import { setTimeout as wait } from "node:timers/promises";
import { z } from "zod";
import { adminContextOf } from "../admin/admin-context.ts";
import { transaction } from "../platform/database/transaction.ts";
import { defineJob, type Job } from "../platform/jobs/define-job.ts";
import { startWorkers } from "../platform/jobs/start-workers.ts";
import { atMost, type Finding, type Scenario, told } from "./finding.ts";
import { httpLoad } from "./http-load.ts";
import type { Lab } from "./open-lab.ts";
import { percentile } from "./statistics.ts";
import { placeOf, webhookRequest } from "./webhook-bodies.ts";

const PER_SECOND = 100;
const WITHIN_SECONDS = "0.01";

/** Every further step of ours waits this long: from the commit to the first line of the job. */
export const jobStart: Scenario = {
  name: "jobs",
  title: "Commit → job starts",
  async run(lab) {
    const waits = await measureWorkers(lab);
    const within = await measureServer(lab);
    return [
      told(`median, ${PER_SECOND}/s`, "ms", waits.median),
      atMost(`p95, ${PER_SECOND}/s`, "ms", waits.p95, 10),
      told(`p99, ${PER_SECOND}/s`, "ms", waits.p99),
      told(`started within 10 ms in a server that ingests ${PER_SECOND}/s`, "%", within),
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
  const workers = await startWorkers({ jobs: [probe as Job], timers: [], subscribers: [], loaders: {} });
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

/** What a server says about its own jobs, from the start of the transaction that added them. */
async function measureServer(lab: Lab): Promise<number[]> {
  const server = await lab.startServer();
  const shares: number[] = [];
  try {
    for (let round = 0; round < lab.options.rounds; round++) {
      const before = await readLag(server.url);
      await atRate(PER_SECOND, lab.options.seconds, async (number) => {
        const { line, person } = placeOf(number, lab.inboxes.length);
        const inbox = lab.inboxes[line];
        if (!inbox) return;
        let bytes: Buffer | null = webhookRequest(inbox, { id: `jobs-${round}-${number}`, person, text: "Hello" });
        await httpLoad({
          url: server.url,
          connections: 1,
          next() {
            const request = bytes && { bytes };
            bytes = null;
            return request;
          },
        });
      });
      const after = await readLag(server.url);
      shares.push((100 * (after.within - before.within)) / (after.all - before.all));
    }
  } finally {
    await server.stop();
  }
  return shares;
}

async function readLag(url: string): Promise<{ within: number; all: number }> {
  const text = await (await fetch(`${url}/metrics`, { signal: AbortSignal.timeout(10_000) })).text();
  const read = (line: string) =>
    Number(
      text
        .split("\n")
        .find((entry) => entry.startsWith(line))
        ?.slice(line.length) ?? 0,
    );
  return {
    within: read(`parley_job_lag_seconds_bucket{le="${WITHIN_SECONDS}",pool="fast"} `),
    all: read(`parley_job_lag_seconds_count{pool="fast"} `),
  };
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
