import { readFile } from "node:fs/promises";
import { setTimeout as wait } from "node:timers/promises";
import postgres, { type Sql } from "postgres";
import { atMost, type Finding, type Scenario, told } from "./finding.ts";
import { httpLoad } from "./http-load.ts";
import type { Lab } from "./open-lab.ts";
import { type ServerProcess, startServerProcess } from "./server-process.ts";
import { placeOf, webhookRequest } from "./webhook-bodies.ts";

const LOAD_MS = 2_000;
const LINES = 4;

/** The server with a database of its own, as `npm start` has it: started with data, ended in the middle of a load. */
export const startAndStop: Scenario = {
  name: "restart",
  title: "Start with data, SIGTERM under load",
  async run(lab) {
    await lab.close();
    const starts: number[] = [];
    const stops: number[] = [];
    const lost: number[] = [];
    let answered = 0;
    for (let round = 0; round < lab.options.rounds; round++) {
      const server = await startServerProcess(lab.environment, lab.logFile);
      starts.push(server.startMs / 1000);
      const { accepted, stopMs } = await stopUnderLoad(lab, server, `stop-${round}`);
      stops.push(stopMs / 1000);
      answered += accepted.length;
      const again = await startServerProcess(lab.environment, lab.logFile);
      starts.push(again.startMs / 1000);
      lost.push(await countLost(lab, accepted));
      await again.stop();
    }
    return [
      atMost("process started → ready, with data", "s", starts, 2),
      atMost("SIGTERM under load → down", "s", stops, 5),
      { ...atMost("accepted webhooks lost or doubled", "", lost, 0), isMet: lost.every((count) => count === 0) },
      told("accepted webhooks checked", "", [answered]),
    ] satisfies Finding[];
  },
};

/** Posts over 32 connections, and ends the server while it answers. */
async function stopUnderLoad({ inboxes }: Lab, server: ServerProcess, prefix: string) {
  const accepted: string[] = [];
  let number = 0;
  const load = httpLoad({
    url: server.url,
    connections: 32,
    next() {
      const { line, person } = placeOf(number, LINES);
      const inbox = inboxes[line];
      if (!inbox) return null;
      const id = `${prefix}-${number}`;
      number++;
      const bytes = webhookRequest(inbox, { id, person, text: "Is the blue kettle back?" });
      return { bytes, answered: (status) => void (status === 200 && accepted.push(id)) };
    },
  });
  await wait(LOAD_MS);
  const stopMs = await server.stop();
  await load;
  return { accepted, stopMs };
}

/** How many of the accepted texts are not there exactly once, when nothing waits any more. */
async function countLost(lab: Lab, accepted: string[]): Promise<number> {
  const sql = postgres(await databaseUrl(lab), { max: 1, onnotice: () => undefined });
  try {
    for (const end = Date.now() + 60_000; await isWaiting(sql); await wait(50)) {
      if (Date.now() > end) throw new Error("The ingest did not come to its end within a minute");
    }
    const [row] = await sql<{ wrong: string }[]>`
      select count(*) as wrong from unnest(${accepted}::text[]) as accepted (id)
      where (select count(*) from messages where account_id = ${lab.accountId} and provider_message_id = accepted.id) <> 1`;
    return Number(row?.wrong);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

async function isWaiting(sql: Sql): Promise<boolean> {
  const [row] = await sql`select 1 from inbound_events where state = 'pending' limit 1`;
  return row !== undefined;
}

/** The running server gave its database a port of its own. */
async function databaseUrl({ dataDir, databaseUrl: before }: Lab): Promise<string> {
  const url = new URL(before);
  url.port = (await readFile(`${dataDir}/postgres/postmaster.pid`, "utf8")).split("\n")[3] ?? "";
  return url.href;
}
