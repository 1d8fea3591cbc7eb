import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { eventually } from "#db/testing/eventually.ts";
import { type SeededAccount, seedAccount, seedConversation, seedInbox } from "#db/testing/seed.ts";
import { startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { freePort } from "../../platform/database/postgres-cluster.ts";
import { runtime } from "../../platform/runtime.ts";
import { encrypt } from "../../platform/secrets.ts";
import { settleAbandonedSends } from "../messages/settle-abandoned-sends.ts";

const SECRET_KEY = "only-for-tests-never-for-people-0123";
const CONVERSATIONS = 20;
const MESSAGES = 240;
/** The worker is killed when the provider has just got so many messages: before it can have noted that one was taken. */
const KILLED_AT = [40, 130];

let account: SeededAccount;
let provider: Provider;
let worker: ChildProcess | undefined;

beforeAll(async () => {
  await startTestRuntime({ SECRET_KEY });
  provider = await startProvider();
});
afterEach(() => worker?.kill("SIGKILL"));
afterAll(async () => {
  await provider.close();
  await stopTestRuntime();
});

test("what is due is sent, each message once and each conversation in order, however often the worker is killed", async () => {
  account = await seedAccount();
  await seedDue();
  for (const count of KILLED_AT) {
    worker = await startWorker();
    const dead = once(worker, "exit");
    provider.onTaken(count, () => worker?.kill("SIGKILL"));
    await dead;
    await letTimePass();
  }
  worker = await startWorker();
  await eventually(async () => expect(await countLeft()).toBe(0), 60_000);

  const rows = await runtime().sql<{ status: string; count: number }[]>`
    select status, count(*) as count from scheduled_messages where account_id = ${account.id} group by status`;
  expect(rows).toEqual([{ status: "sent", count: MESSAGES }]);
  const [messages] = await runtime().sql`
    select count(*) as count, count(distinct scheduled_message_id) as originals, count(*) filter (where delivery = 'accepted') as accepted
    from messages where account_id = ${account.id} and message_type = 1`;
  expect(messages).toEqual({ count: MESSAGES, originals: MESSAGES, accepted: MESSAGES });
  // The provider takes a repeat under the same key as one, and keeps what it took first.
  expect(provider.taken.size).toBe(MESSAGES);
  const ofChats = Map.groupBy(provider.taken.values(), ({ to }) => to);
  expect(ofChats.size).toBe(CONVERSATIONS);
  for (const taken of ofChats.values()) {
    const numbers = taken.map(({ text }) => Number(text));
    expect(numbers).toEqual([...numbers].sort((one, other) => one - other));
  }
}, 120_000);

async function seedDue(): Promise<void> {
  const inbox = await seedInbox(account.id, [account.inside.id], {
    channel: "simulator",
    settings: { base_url: provider.url, phone_number: "+12025550100" },
    secrets: encrypt(JSON.stringify({ token: "simulator" })),
  });
  for (let n = 0; n < CONVERSATIONS; n++) await seedConversation(account, { inboxId: inbox.id });
  await runtime().sql`
    update contact_inboxes set source_id = (12025550000 + id)::text where account_id = ${account.id} and inbox_id = ${inbox.id}`;
  await runtime().sql`
    with chats as (
      select id, row_number() over (order by id) - 1 as n from conversations where account_id = ${account.id} and inbox_id = ${inbox.id}
    )
    insert into scheduled_messages (account_id, conversation_id, inbox_id, status, content, scheduled_at, planned_at, due_at, armed_at,
      author_user_id)
    select ${account.id}, chats.id, ${inbox.id}, 'pending', k, at, at, at, at, ${account.inside.id}
    from generate_series(0, ${MESSAGES - 1}::int) k join chats on chats.n = k % ${CONVERSATIONS}::int,
      lateral (select now() - interval '1 minute' + make_interval(secs => k / 1000.0) as at) as due
    order by k`;
}

/** Two minutes after the last sign of life: the next worker frees the jobs of the dead one and settles what it was sending. */
async function letTimePass(): Promise<void> {
  await runtime().sql`update worker_heartbeats set seen_at = seen_at - interval '5 minutes'`;
  await runtime()
    .sql`update graphile_worker._private_jobs set locked_at = locked_at - interval '5 minutes' where locked_at is not null`;
  await runtime()
    .sql`update messages set sending_since = sending_since - interval '5 minutes' where delivery = 'sending'`;
  await settleAbandonedSends();
  await runtime().sql`update messages set not_before = null where not_before is not null`;
  await runtime().sql`update graphile_worker._private_jobs set run_at = now() where run_at > now()`;
}

async function countLeft(): Promise<number> {
  const [row] = await runtime().sql<{ count: number }[]>`
    select (select count(*) from scheduled_messages where account_id = ${account.id} and status = 'pending')
      + (select count(*) from messages where account_id = ${account.id} and delivery in ('pending', 'sending')) as count`;
  return row?.count ?? 0;
}

/** A process that runs jobs only, as operators start it. */
async function startWorker(): Promise<ChildProcess> {
  const { databaseUrl, dataDir } = runtime().config;
  const child = spawn(process.execPath, ["server/index.ts"], {
    cwd: path.resolve(import.meta.dirname, "../../.."),
    env: {
      PATH: process.env.PATH,
      NODE_ENV: "test",
      ROLE: "worker",
      DATABASE_URL: databaseUrl,
      DATA_DIR: dataDir,
      SECRET_KEY,
      PORT: String(await freePort()),
      ALLOW_PRIVATE_TARGETS: "true",
      LOG_LEVEL: "silent",
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  await new Promise<void>((resolve, reject) => {
    child.stdout?.on("data", (chunk) => String(chunk).includes("Ready on") && resolve());
    child.once("exit", () => reject(new Error("The worker ended before it was ready")));
  });
  return child;
}

interface Provider {
  url: string;
  /** By the key that we gave, in the order in which they came. */
  taken: Map<string, { to: string; text: string }>;
  /** Calls `then` as soon as it has got so many, before it answers. */
  onTaken(count: number, then: () => void): void;
  close(): Promise<void>;
}

async function startProvider(): Promise<Provider> {
  const taken: Provider["taken"] = new Map();
  let alarm = { count: Number.POSITIVE_INFINITY, ring: () => undefined as unknown };
  const server: Server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    if (request.method === "POST" && request.url === "/v1/messages") {
      const { idempotency_key: key, to, text } = JSON.parse(body);
      if (!taken.has(key)) taken.set(key, { to, text });
      if (taken.size >= alarm.count) {
        const { ring } = alarm;
        alarm = { count: Number.POSITIVE_INFINITY, ring: () => undefined };
        ring();
        return;
      }
      response.end(JSON.stringify({ id: `provider-${key}` }));
    } else response.end(JSON.stringify({ state: "open", webhook: null }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    taken,
    onTaken: (count, ring) => {
      alarm = { count, ring };
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
