import { setTimeout as wait } from "node:timers/promises";
import postgres from "postgres";
import { runtime } from "../platform/runtime.ts";
import { atMost, type Finding, ofLimit, type Scenario, told } from "./finding.ts";
import { fiveStatements } from "./five-statements.ts";
import { httpLoad } from "./http-load.ts";
import type { Lab } from "./open-lab.ts";
import type { ServerProcess } from "./server-process.ts";
import { statementLoad } from "./statement-load.ts";
import { everybody, placeOf, webhookRequest } from "./webhook-bodies.ts";

/** Callers and connections of the limit, as it was measured when the stack was chosen. */
const CALLERS = 32;
const CONNECTIONS = 10;
const LINES = 4;
const PATIENCE_MS = 120_000;

/** From the first webhook sent to the last message, counter and event written. */
export const wholeIngest: Scenario = {
  name: "ingest",
  title: "Whole ingest: webhook → message, counters, events",
  async run(lab) {
    const count = lab.options.quick ? 1_500 : 20_000;
    const first: number[] = [];
    const limit: number[] = [];
    const written: number[] = [];
    const announced: number[] = [];
    const oneLine: number[] = [];
    const memory: number[] = [];
    const server = await lab.startServer();
    try {
      // First everybody becomes known, as in an installation that runs.
      first.push((await postUntilKnown(lab, server)).written);
      for (let round = 0; round < lab.options.rounds; round++) {
        const run = await ingest(lab, server, { count, lines: LINES });
        written.push(run.written);
        announced.push(run.announced);
        memory.push(run.megabytes);
        oneLine.push((await ingest(lab, server, { count: count / 2, lines: 1 })).written);
      }
    } finally {
      await server.stop();
    }
    for (let round = 0; round < lab.options.rounds; round++) limit.push(await measureLimit(lab));
    return [
      ofLimit(
        {
          what: "written, 4 lines",
          unit: "/s",
          runs: written,
          reference: { what: "five statements, 10 connections", runs: limit },
        },
        0.5,
      ),
      told("written and announced, 4 lines", "/s", announced),
      told("written, all in one line", "/s", oneLine),
      told("written, everybody new, empty tables", "/s", first),
      atMost("memory of the server", "MB", memory, 600),
    ] satisfies Finding[];
  },
};

/** Lets every customer of every line write once, so that each has a contact and a conversation. */
export const postUntilKnown = (lab: Lab, server: ServerProcess) =>
  ingest(lab, server, { count: everybody(LINES), lines: LINES });

let posted = 0;

async function ingest(lab: Lab, server: ServerProcess, { count, lines }: { count: number; lines: number }) {
  const prefix = `whole-${process.pid}-${posted}-`;
  let sent = 0;
  let megabytes = 0;
  const watch = setInterval(() => {
    megabytes = Math.max(megabytes, server.memory());
  }, 100);
  const started = performance.now();
  const { statuses } = await httpLoad({
    url: server.url,
    connections: 32,
    next() {
      const { line, person } = placeOf(sent, lines);
      const inbox = lab.inboxes[line];
      if (sent >= count || !inbox) return null;
      const id = `${prefix}${sent}`;
      sent++;
      posted++;
      return { bytes: webhookRequest(inbox, { id, person, text: `Is the blue kettle back? ${sent}` }) };
    },
  });
  if (statuses.get(200) !== count) throw new Error(`Webhooks were answered with ${JSON.stringify([...statuses])}`);
  await until(async () => (await countWhere(lab, prefix)) === count);
  const written = performance.now() - started;
  await until(areAllAnnounced);
  const announced = performance.now() - started;
  clearInterval(watch);
  return { written: count / (written / 1000), announced: count / (announced / 1000), megabytes };
}

/** Asks cheaply first: how many are stored is known when nothing waits any more. */
async function countWhere({ accountId }: Lab, prefix: string): Promise<number> {
  const { sql } = runtime();
  const [waiting] =
    await sql`select 1 from inbound_events where account_id = ${accountId} and state = 'pending' limit 1`;
  if (waiting) return -1;
  const [row] = await sql<{ count: number }[]>`
    select count(*) as count from messages where account_id = ${accountId} and starts_with(provider_message_id, ${prefix})`;
  return row?.count ?? 0;
}

async function areAllAnnounced(): Promise<boolean> {
  const [waiting] = await runtime().sql`select 1 from events where dispatched_at is null limit 1`;
  return waiting === undefined;
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + PATIENCE_MS; !(await isSo()); await wait(20)) {
    if (Date.now() > end) throw new Error("What was posted did not arrive within two minutes");
  }
}

async function measureLimit(lab: Lab): Promise<number> {
  const sql = postgres(lab.databaseUrl, { max: CONNECTIONS });
  const run = Date.now();
  let number = 0;
  try {
    const { perSecond } = await statementLoad({ clients: CALLERS, seconds: lab.options.seconds }, () => {
      number++;
      const { line, person } = placeOf(number, LINES);
      const inboxId = lab.inboxes[line]?.id ?? 0;
      return fiveStatements(sql, { accountId: lab.accountId, inboxId, person, id: `limit-${run}-${number}` });
    });
    return perSecond;
  } finally {
    await sql`truncate graphile_worker._private_jobs`;
    await sql`update events set dispatched_at = now() where dispatched_at is null`;
    await sql.end({ timeout: 5 });
  }
}
