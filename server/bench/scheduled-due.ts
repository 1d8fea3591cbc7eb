import { setTimeout as wait } from "node:timers/promises";
import { runtime } from "../platform/runtime.ts";
import { atMost, type Finding, type Scenario, told } from "./finding.ts";
import type { Lab } from "./open-lab.ts";
import type { ServerProcess } from "./server-process.ts";
import { percentile } from "./statistics.ts";
import { postUntilKnown } from "./whole-ingest.ts";

const PATIENCE_MS = 300_000;
const REPLY_EVERY_MS = 150;
const FEW = 100;

/** Many scheduled messages due in the same minute, while somebody goes on answering customers. */
export const scheduledDue: Scenario = {
  name: "scheduled",
  title: "Scheduled: thousands due in the same minute, replies go on",
  async run(lab) {
    const count = lab.options.quick ? 500 : 10_000;
    const idle: number[] = [];
    const busy: number[] = [];
    const seconds: number[] = [];
    const taken: number[] = [];
    const late: number[] = [];
    const server = await lab.startServer();
    try {
      await postUntilKnown(lab, server);
      for (let round = 0; round < lab.options.rounds; round++) {
        idle.push(percentile(await replies(lab, server, untilCount(40)), 0.95));
        late.push(await measureFew(lab));
        const before = lab.provider.taken();
        await insertDue(lab, { count, inSeconds: 0 });
        const started = performance.now();
        const sends = await replies(lab, server, () => isOver(lab));
        seconds.push((performance.now() - started) / 1000);
        busy.push(percentile(sends, 0.95));
        taken.push(lab.provider.taken() - before - sends.length);
        await requireEachOnce(lab, (count + FEW) * (round + 1));
      }
    } finally {
      await server.stop();
    }
    const expected = new Set(taken.map((number) => number - count));
    if (expected.size !== 1 || !expected.has(0)) throw new Error(`The provider got ${taken.join()} of ${count} each`);
    const ratio = busy.map((value, index) => value / (idle[index] ?? value));
    return [
      atMost(`${FEW} due in the same second: the last at the provider after`, "s", late, 2),
      told("scheduled messages, each sent once", "", [count]),
      atMost("all at the provider after", "s", seconds, 60),
      told("a reply at the provider, p95, idle", "ms", idle),
      told("a reply at the provider, p95, meanwhile", "ms", busy),
      atMost("meanwhile to idle", "×", ratio, 2),
    ] satisfies Finding[];
  },
};

/** A usual nine o'clock. @returns seconds from their time to the tick of the last one */
async function measureFew(lab: Lab): Promise<number> {
  await insertDue(lab, { count: FEW, inSeconds: 1 });
  while (!(await isOver(lab))) await wait(20);
  const [row] = await runtime().sql<{ late: number }[]>`
    select extract(epoch from max(m.updated_at - s.scheduled_at))::float8 as late
    from (select * from scheduled_messages where account_id = ${lab.accountId} order by id desc limit ${FEW}) as s
    join messages m on m.account_id = s.account_id and m.id = s.message_id`;
  return row?.late ?? Number.POSITIVE_INFINITY;
}

/** All due at once, through every conversation of the lab. */
async function insertDue(
  { accountId, agent }: Lab,
  { count, inSeconds }: { count: number; inSeconds: number },
): Promise<void> {
  await runtime().sql`
    with chats as (
      select id, inbox_id, row_number() over (order by id) as n, count(*) over () as chats
      from conversations where account_id = ${accountId}
    )
    insert into scheduled_messages (account_id, conversation_id, inbox_id, status, content, scheduled_at, planned_at, due_at, armed_at,
      author_user_id)
    select ${accountId}, id, inbox_id, 'pending', 'Do not forget tomorrow. Number ' || k, at, at, at, now(), ${agent.id}
    from generate_series(0, ${count - 1}::int) k join chats on chats.n = 1 + k % chats.chats,
      lateral (select now() + make_interval(secs => ${inSeconds}) as at) as due`;
}

async function isOver({ accountId }: Lab): Promise<boolean> {
  const [row] = await runtime().sql<{ isOver: boolean }[]>`
    select not exists (select from scheduled_messages where account_id = ${accountId} and status = 'pending')
      and not exists (select from messages where account_id = ${accountId} and delivery in ('pending', 'sending')) as "isOver"`;
  return row?.isOver ?? false;
}

function untilCount(count: number): () => Promise<boolean> {
  let asked = 0;
  return async () => asked++ >= count;
}

/** Answers one customer after another. @returns milliseconds from the click to the provider's tick, of each */
async function replies(lab: Lab, server: ServerProcess, isDone: () => Promise<boolean>): Promise<number[]> {
  const { accountId } = lab;
  const chats = await runtime().sql<{ displayId: number }[]>`
    select display_id as "displayId" from conversations where account_id = ${accountId} order by id desc limit 50`;
  const took: number[] = [];
  for (const end = Date.now() + PATIENCE_MS; !(await isDone()); await wait(REPLY_EVERY_MS)) {
    if (Date.now() > end) throw new Error("The scheduled messages were not sent in time");
    const chat = chats[took.length % chats.length];
    const path = `/api/v1/accounts/${accountId}/conversations/${chat?.displayId}/messages`;
    const started = performance.now();
    const response = await fetch(server.url + path, {
      method: "POST",
      headers: { "content-type": "application/json", api_access_token: lab.agent.token },
      body: JSON.stringify({ content: "Yes, of course." }),
    });
    if (!response.ok) throw new Error(`A reply was answered with ${response.status}`);
    const { id } = (await response.json()) as { id: number };
    while (!(await isTaken(accountId, id))) await wait(2);
    took.push(performance.now() - started);
  }
  return took;
}

async function isTaken(accountId: number, id: number): Promise<boolean> {
  const [row] = await runtime().sql<{ delivery: string }[]>`
    select delivery from messages where account_id = ${accountId} and id = ${id}`;
  return row?.delivery === "accepted";
}

/** @throws when one has no message, or a message is missing or double */
async function requireEachOnce({ accountId }: Lab, count: number): Promise<void> {
  const [row] = await runtime().sql<{ sent: number; messages: number; originals: number }[]>`
    select (select count(*) from scheduled_messages where account_id = ${accountId} and status = 'sent') as sent,
      (select count(*) from messages where account_id = ${accountId} and scheduled_message_id is not null) as messages,
      (select count(distinct scheduled_message_id) from messages where account_id = ${accountId}) as originals`;
  const found = [row?.sent, row?.messages, row?.originals].map(Number);
  if (found.some((number) => number !== count)) throw new Error(`Of ${count} messages: ${found.join()}`);
}
