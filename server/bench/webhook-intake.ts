import { insertInboundEvents } from "../domain/messages/store-inbound-events.ts";
import { runtime } from "../platform/runtime.ts";
import { atMost, type Finding, ofLimit, type Scenario, told } from "./finding.ts";
import { httpLoad, type LoadResult } from "./http-load.ts";
import type { Lab } from "./open-lab.ts";
import { statementLoad } from "./statement-load.ts";
import { percentile } from "./statistics.ts";
import { bodyOf, placeOf, webhookRequest } from "./webhook-bodies.ts";

const CLIENTS = 8;
const LINES = 4;

/**
 * A webhook's 200 promises that it is committed and its ingestion queued. The limit is the statement that does so, one
 * webhook each, without HTTP. Both are measured without workers; what is left when the same process also ingests is told.
 */
export const webhookIntake: Scenario = {
  name: "intake",
  title: "Webhook → 200 (durable, job queued)",
  async run(lab) {
    const intake = await measureRole(lab, "web");
    const beside = await measureRole(lab, "all");
    return [
      ofLimit(
        {
          what: "webhooks, 32 connections",
          unit: "/s",
          runs: intake.perSecond,
          reference: { what: `statement, ${CLIENTS} clients`, runs: intake.limit },
        },
        0.9,
      ),
      told("p99 at 32 connections", "ms", intake.p99),
      atMost("p99 at 128 connections", "ms", intake.p99Of128, 50),
      told("webhooks, 32 connections, while ingesting", "/s", beside.perSecond),
      told("p99 at 128 connections, while ingesting", "ms", beside.p99Of128),
    ] satisfies Finding[];
  },
};

async function measureRole(lab: Lab, role: "web" | "all") {
  const server = await lab.startServer({ ROLE: role });
  const results = { limit: [] as number[], perSecond: [] as number[], p99: [] as number[], p99Of128: [] as number[] };
  try {
    await post(lab, server.url, { connections: 32, seconds: 1 });
    for (let round = 0; round < lab.options.rounds; round++) {
      if (role === "web") {
        await clear();
        results.limit.push((await bareStatement(lab)).perSecond);
        await clear();
      }
      const normal = await post(lab, server.url, { connections: 32, seconds: lab.options.seconds });
      results.perSecond.push(normal.latencies.length / (normal.elapsedMs / 1000));
      results.p99.push(percentile(normal.latencies, 0.99));
      if (role === "web") await clear();
      const many = await post(lab, server.url, { connections: 128, seconds: lab.options.seconds });
      results.p99Of128.push(percentile(many.latencies, 0.99));
    }
  } finally {
    await server.stop();
    await clear();
  }
  return results;
}

async function bareStatement({ options, accountId, inboxes }: Lab) {
  return statementLoad({ clients: CLIENTS, seconds: options.seconds }, () => {
    const { line, ...text } = nextText();
    const inboxId = inboxes[line]?.id ?? 0;
    return insertInboundEvents([{ accountId, inboxId, dedupeKey: text.id, body: bodyOf(text) }]);
  });
}

let posted = 0;
const nextText = () => {
  posted++;
  return {
    id: `bench-${process.pid}-${posted}`,
    ...placeOf(posted, LINES),
    text: `Is the blue kettle back? ${posted}`,
  };
};

async function post(
  { inboxes }: Lab,
  url: string,
  { connections, seconds }: { connections: number; seconds: number },
): Promise<LoadResult> {
  const end = performance.now() + seconds * 1000;
  const result = await httpLoad({
    url,
    connections,
    next() {
      if (performance.now() >= end) return null;
      const { line, ...text } = nextText();
      const inbox = inboxes[line];
      return inbox ? { bytes: webhookRequest(inbox, text) } : null;
    },
  });
  if (result.broken > 0 || [...result.statuses.keys()].some((status) => status !== 200)) {
    throw new Error(`Webhooks were answered with ${JSON.stringify([...result.statuses])}, ${result.broken} not at all`);
  }
  return result;
}

/** What was stored and never ingested would slow down what comes after it. */
async function clear(): Promise<void> {
  await runtime().sql`truncate inbound_events, graphile_worker._private_jobs`;
}
