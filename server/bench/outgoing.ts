import { setTimeout as wait } from "node:timers/promises";
import postgres, { type Sql } from "postgres";
import { runtime } from "../platform/runtime.ts";
import { type Finding, ofLimit, type Scenario, told } from "./finding.ts";
import type { Lab } from "./open-lab.ts";
import { sendStatements } from "./send-statements.ts";
import { postUntilKnown } from "./whole-ingest.ts";

/** As many as the fast pool of a server has jobs at once. */
const CLIENTS = 20;
const PATIENCE_MS = 120_000;

/** From messages that wait to messages that the provider took; the provider answers at once. */
export const outgoing: Scenario = {
  name: "outgoing",
  title: "Outgoing: waiting → taken by the provider, tick written",
  async run(lab) {
    const count = lab.options.quick ? 1_000 : 10_000;
    const sent: number[] = [];
    const limit: number[] = [];
    const server = await lab.startServer();
    try {
      await postUntilKnown(lab, server);
      for (let round = 0; round < lab.options.rounds; round++) sent.push(await drain(lab, count));
    } finally {
      await server.stop();
    }
    for (let round = 0; round < lab.options.rounds; round++) limit.push(await measureLimit(lab, count));
    return [
      ofLimit({
        what: "sends",
        unit: "/s",
        runs: sent,
        reference: { what: `statements alone, ${CLIENTS} clients`, runs: limit },
      }),
      told("messages the provider took", "", [lab.provider.taken()]),
    ] satisfies Finding[];
  },
};

async function drain(lab: Lab, count: number): Promise<number> {
  const before = lab.provider.taken();
  await insertWaiting(lab, count, true);
  const started = performance.now();
  for (const end = Date.now() + PATIENCE_MS; (await countWaiting(lab)) > 0; await wait(20)) {
    if (Date.now() > end) throw new Error("The messages were not sent within two minutes");
  }
  const perSecond = count / ((performance.now() - started) / 1000);
  const taken = lab.provider.taken() - before;
  if (taken !== count) throw new Error(`${taken} of ${count} messages came to the provider`);
  return perSecond;
}

/** Messages as people write them, one after the other through all conversations, each with its job. */
async function insertWaiting({ accountId }: Lab, count: number, withJobs: boolean): Promise<void> {
  await runtime().sql`
    with chats as (
      select id, inbox_id, row_number() over (order by id) as n, count(*) over () as chats
      from conversations where account_id = ${accountId}
    ), written as (
      insert into messages (account_id, conversation_id, inbox_id, message_type, content, sender_type, delivery)
      select ${accountId}, id, inbox_id, 1, 'Yes, since this morning. Number ' || k, 'User', 'pending'
      from generate_series(0, ${count - 1}::int) k join chats on chats.n = 1 + k % chats.chats
      returning conversation_id
    ), added as (
      insert into graphile_worker._private_jobs (task_id, payload, max_attempts)
      select task.id, json_build_object('account_id', ${accountId}::bigint, 'conversation_id', conversation_id), 8
      from written join graphile_worker._private_tasks task on task.identifier = 'deliver_conversation'
      where ${withJobs}
      returning 1
    )
    select pg_notify('jobs:insert', json_build_object('count', count(*))::text) from added`;
}

async function countWaiting({ accountId }: Lab): Promise<number> {
  const [row] = await runtime().sql<{ count: number }[]>`
    select count(*) as count from messages where account_id = ${accountId} and delivery in ('pending', 'sending')`;
  return row?.count ?? 0;
}

async function measureLimit(lab: Lab, count: number): Promise<number> {
  await insertWaiting(lab, count, false);
  const chats = await runtime().sql<{ id: number }[]>`
    select conversation_id as id from messages where account_id = ${lab.accountId} and delivery = 'pending'`;
  const pool = postgres(lab.databaseUrl, { max: CLIENTS }) as unknown as Sql;
  try {
    const started = performance.now();
    await Promise.all(
      Array.from({ length: CLIENTS }, async () => {
        for (let chat = chats.pop(); chat; chat = chats.pop()) await sendStatements(pool, lab.accountId, chat.id);
      }),
    );
    return count / ((performance.now() - started) / 1000);
  } finally {
    await pool`truncate graphile_worker._private_jobs`;
    await pool`update events set dispatched_at = now() where dispatched_at is null`;
    await pool.end({ timeout: 5 });
  }
}
