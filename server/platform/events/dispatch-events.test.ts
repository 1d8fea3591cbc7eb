import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { expectStatements, startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { systemContext } from "../context.ts";
import { transaction } from "../database/transaction.ts";
import { runtime } from "../runtime.ts";
import { dispatchEvents, dispatchEventsJob } from "./dispatch-events.ts";
import type { LoadedEvent, Subscriber } from "./subscriber.ts";

beforeAll(async () => {
  await startTestRuntime();
  await runtime().sql`create table seen (event_id bigint, reader text, account_id bigint)`;
});
afterAll(stopTestRuntime);
beforeEach(async () => {
  await runtime().sql`truncate events, seen`;
  await runtime().sql`truncate graphile_worker._private_jobs`;
});

const emitRead = (accountId: number, conversationId: number) =>
  transaction(systemContext(accountId), async (tx) =>
    tx.emit("conversation.read", { conversation_id: conversationId }),
  );

/** Writes down what it saw, in its own table. */
const reader = (name: string, before: (events: LoadedEvent[]) => void = () => undefined): Subscriber => ({
  name,
  handles: ["conversation.read"],
  async consume(events, tx) {
    for (const event of events) {
      await tx.db.execute(sql`insert into seen values (${event.id}, ${name}, ${tx.accountId})`);
    }
    before(events);
  },
});

const seen = () => runtime().sql<{ reader: string; count: number }[]>`
  select reader, count(*)::int as count, count(distinct event_id)::int as events from seen group by reader order by reader`;
const waiting = async () => (await runtime().sql`select 1 from events where dispatched_at is null`).length;

test("every subscriber gets each event once, with its resource, loaded once for all events of an account", async () => {
  await transaction(systemContext(1), async (tx) => {
    tx.emit("conversation.created", { conversation_id: 4 });
    tx.emit("conversation.read", { conversation_id: 4 });
    tx.emit("inbox.created", { inbox_id: 9 });
  });
  await emitRead(2, 5);
  const loads: number[][] = [];
  const got: unknown[] = [];
  const load = async (ctx: { accountId: number }, events: { id: number; data: object }[]) => {
    loads.push([ctx.accountId, events.length]);
    return new Map(events.map((event) => [event.id, { of: event.data }]));
  };
  const all: Subscriber = {
    name: "all",
    handles: "all",
    consume: async (events, tx) =>
      void got.push(
        ...events.map((event) => [tx.accountId, event.type, event.resource, event.createdAt instanceof Date]),
      ),
  };
  await dispatchEvents({
    subscribers: [all, reader("read")],
    loaders: { "conversation.created": load, "conversation.read": load },
  });
  expect(loads).toEqual([
    [1, 2],
    [2, 1],
  ]);
  expect(got).toEqual([
    [1, "conversation.created", { of: { conversation_id: 4 } }, true],
    [1, "conversation.read", { of: { conversation_id: 4 } }, true],
    [1, "inbox.created", null, true],
    [2, "conversation.read", { of: { conversation_id: 5 } }, true],
  ]);
  expect(await seen()).toEqual([{ reader: "read", count: 2, events: 2 }]);
  expect(await waiting()).toBe(0);
});

test("a repeat finds nothing, and an event without readers costs one statement", async () => {
  await emitRead(1, 1);
  await expectStatements(1, () => dispatchEvents({ subscribers: [], loaders: {} }));
  await dispatchEvents({ subscribers: [reader("late")], loaders: {} });
  expect(await seen()).toEqual([]);
});

test("several dispatchers at once hand out 450 events of three accounts exactly once", async () => {
  await transaction(systemContext(1), async (tx) => {
    for (let n = 0; n < 150; n++) tx.emit("conversation.read", { conversation_id: n });
  });
  for (const accountId of [2, 3]) {
    await transaction(systemContext(accountId), async (tx) => {
      for (let n = 0; n < 150; n++) tx.emit("conversation.read", { conversation_id: n });
    });
  }
  const readers = { subscribers: [reader("one"), reader("two")], loaders: {} };
  await Promise.all([1, 2, 3, 4, 5].map(() => dispatchEvents(readers)));
  expect(await seen()).toEqual([
    { reader: "one", count: 450, events: 450 },
    { reader: "two", count: 450, events: 450 },
  ]);
  expect(await waiting()).toBe(0);
});

test("a failing event is tried alone and later set aside with its reason, and never holds up the others", async () => {
  for (let n = 0; n < 5; n++) await emitRead(1, n);
  const poison = reader("picky", (events) => {
    if (events.some((event) => (event.data as { conversation_id: number }).conversation_id === 2))
      throw new Error("not this one");
  });
  const readers = { subscribers: [poison], loaders: {} };
  await dispatchEvents(readers);
  expect(await seen()).toEqual([{ reader: "picky", count: 4, events: 4 }]);
  const [failed] = await runtime().sql<{ id: number }[]>`select id from events where dispatched_at is null`;
  const job = dispatchEventsJob(readers);
  const again = { account_id: 1, event_id: failed?.id ?? 0 };
  const retries = await runtime().sql`
    select payload, extract(epoch from run_at - now())::int as seconds from graphile_worker._private_jobs where run_at > now()`;
  expect(retries).toEqual([
    { payload: again, seconds: expect.toSatisfy((seconds: number) => seconds >= 1 && seconds <= 3) },
  ]);
  await emitRead(1, 6);
  await dispatchEvents(readers);
  expect(await waiting()).toBe(1);
  for (let attempt = 2; attempt <= 8; attempt++) await job.run(again);
  expect(
    await runtime().sql`select attempts, error, dispatched_at is not null as aside from events where attempts > 0`,
  ).toEqual([{ attempts: 8, error: "picky failed: not this one", aside: true }]);
  await job.run(again);
  expect(await seen()).toEqual([{ reader: "picky", count: 5, events: 5 }]);
});

test("what a subscriber emits belongs to the account of its event and commits with it", async () => {
  await emitRead(3, 1);
  const echo: Subscriber = {
    name: "echo",
    handles: ["conversation.read"],
    consume: async (_events, tx) => tx.emit("inbox.created", { inbox_id: 1 }),
  };
  await dispatchEvents({ subscribers: [echo], loaders: {} });
  expect(
    await runtime()
      .sql`select account_id, type, dispatched_at is null as waits from events where type = 'inbox.created'`,
  ).toEqual([{ account_id: 3, type: "inbox.created", waits: true }]);
});
