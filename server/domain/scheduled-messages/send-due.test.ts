import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { eventually } from "#db/testing/eventually.ts";
import {
  type SeededAccount,
  type SeededConversation,
  seedAccount,
  seedConversation,
  seedInbox,
  seedMessage,
} from "#db/testing/seed.ts";
import { seedScheduled } from "#db/testing/seed-scheduled.ts";
import { takeJobs } from "#db/testing/take-jobs.ts";
import { expectStatements, startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { systemContext } from "../../platform/context.ts";
import { transaction } from "../../platform/database/transaction.ts";
import { dispatchEvents } from "../../platform/events/dispatch-events.ts";
import { startWatches } from "../../platform/jobs/start-watches.ts";
import { runtime } from "../../platform/runtime.ts";
import { toggleStatus } from "../conversations/toggle-status.ts";
import { createMessage } from "../messages/create-message.ts";
import { failMessage } from "../messages/fail-message.ts";
import { registry } from "../registry.ts";
import { listScheduledMessages } from "./queries/list-scheduled-messages.ts";
import { sendDue } from "./send-due.ts";
import { sendDueMessages } from "./watches.ts";

let account: SeededAccount;
let conversation: SeededConversation;

beforeAll(async () => {
  await startTestRuntime({ LOG_LEVEL: process.env.TEST_LOG ?? "silent" });
});
afterAll(stopTestRuntime);
beforeEach(async () => {
  await runtime().sql`truncate graphile_worker._private_jobs`;
  await runtime().sql`update scheduled_messages set due_at = null`;
  account = await seedAccount();
  conversation = await seedConversation(account);
});

const ago = (seconds: number) => new Date(Date.now() - seconds * 1000);
const seedDue = (values: Parameters<typeof seedScheduled>[2] = {}, of = conversation) =>
  seedScheduled(account.id, of, { status: "pending", scheduledAt: ago(1), authorUserId: account.inside.id, ...values });
const rows = () => runtime().sql<{ status: string; messageId: number | null; failure: string | null }[]>`
  select id, status, message_id as "messageId", failure, due_at as "dueAt", cancelled_at as "cancelledAt" from scheduled_messages
  where account_id = ${account.id} order by id`;
const sent = () => runtime().sql<{ content: string }[]>`
  select content, sender_id as sender, sender_type as "senderType", message_type as type, additional_attributes as more, private
  from messages where account_id = ${account.id} and message_type = 1 order by id`;
const lines = async () =>
  (
    await runtime().sql<{ content: string }[]>`
    select content from messages where account_id = ${account.id} and message_type = 2 order by id`
  ).map((row) => row.content);
const dispatch = () => dispatchEvents(registry);

describe("what is due", () => {
  test("goes out as its author's public message, knows when and by whom it was scheduled, and unread stays unread", async () => {
    await runtime().sql`update conversations set unread_count = 2 where id = ${conversation.id}`;
    const { id } = await seedDue({ templateParams: { name: "hi" } });
    expect(await sendDue()).toBe(1);
    expect(await sent()).toMatchObject([
      {
        content: "Later",
        sender: account.inside.id,
        senderType: "User",
        private: false,
        more: {
          template_params: { name: "hi" },
          scheduled_message_id: id,
          scheduled_by: { id: account.inside.id, type: "User", name: account.inside.name },
          scheduled_at: expect.any(Number),
        },
      },
    ]);
    expect(await rows()).toMatchObject([{ status: "sent", messageId: expect.any(Number), dueAt: null }]);
    expect(await runtime().sql`select unread_count as unread from conversations where id = ${conversation.id}`).toEqual(
      [{ unread: 2 }],
    );
  });

  test("does not go before its time, nor when it is a draft", async () => {
    await seedDue({ scheduledAt: new Date(Date.now() + 60_000) });
    await seedScheduled(account.id, conversation, { scheduledAt: ago(10) });
    expect(await expectStatements(1, sendDue)).toBe(0);
    expect(await sent()).toEqual([]);
  });

  test("goes out once, with several processes at it", async () => {
    const others = await Promise.all([1, 2, 3, 4].map(() => seedConversation(account)));
    for (let n = 0; n < 40; n++) await seedDue({ content: `number ${n}` }, others[n % 4]);
    const counts = await Promise.all([sendDue(), sendDue(), sendDue()]);
    // What another had locked, or what was too much for the moment, is left for the next looks.
    await eventually(async () => {
      counts.push(await sendDue());
      expect(await sent()).toHaveLength(40);
    });
    const contents = (await sent()).map((row) => row.content);
    expect(new Set(contents).size).toBe(40);
    expect(counts.reduce((sum, count) => sum + count)).toBe(40);
  });

  test("cannot have two messages, whatever goes wrong: the index refuses the second", async () => {
    const { id } = await seedDue();
    await sendDue();
    const again = runtime().sql`
      insert into messages (account_id, conversation_id, inbox_id, message_type, content, scheduled_message_id)
      values (${account.id}, ${conversation.id}, ${conversation.inboxId}, 1, 'twice', ${id})`;
    await expect(again).rejects.toThrow("messages_scheduled_message_id");
  });

  test("is delivered behind what people write: in the slow pool, at a lower priority", async () => {
    const settings = { base_url: "http://localhost:1", phone_number: `+1202557${1000 + account.id}` };
    const inbox = await seedInbox(account.id, [account.inside.id], { channel: "whapi", settings });
    await seedDue({}, await seedConversation(account, { inboxId: inbox.id }));
    await sendDue();
    expect(await takeJobs("deliver_conversation")).toEqual([]);
    expect(await takeJobs("deliver_scheduled")).toHaveLength(1);
  });

  test("costs a bounded number of statements", async () => {
    await seedDue();
    await sendDue();
    await seedDue();
    await expectStatements(16, sendDue);
  });

  test("starts at its time, by the watch, and not before", async () => {
    const scheduledAt = new Date(Date.now() + 1_500);
    await seedDue({ scheduledAt });
    const watches = startWatches([sendDueMessages]);
    try {
      await eventually(async () => expect(await sent()).toHaveLength(1));
    } finally {
      await watches.stop();
    }
    const [row] = await runtime().sql<{ late: number }[]>`
      select extract(epoch from m.created_at - s.scheduled_at)::float8 as late from messages m
      join scheduled_messages s on s.id = m.scheduled_message_id where m.account_id = ${account.id}`;
    expect(row?.late).toBeGreaterThanOrEqual(0);
  });
});

describe("what may not go out now", () => {
  test("waits while its conversation is resolved or snoozed, and goes out once it is opened again", async () => {
    for (const status of ["resolved", "snoozed"] as const) {
      await runtime().sql`update conversations set status = ${status} where id = ${conversation.id}`;
      await seedDue({ content: status });
      expect(await sendDue()).toBe(1);
      expect(await expectStatements(1, sendDue)).toBe(0);
      const [held] = (await listScheduledMessages(account.inside.ctx, { conversation_id: conversation.displayId }))
        .payload;
      expect(held).toMatchObject({ content: status, status: "pending", is_held: true });
      await toggleStatus(account.inside.ctx, { conversation_id: conversation.displayId, status: "open" });
      await dispatch();
      await sendDue();
      expect((await sent()).map((row) => row.content)).toContain(status);
    }
  });

  test("waits for the end of quiet hours when it was held until they began", async () => {
    const from = new Date(Date.now() - 3_600_000).toISOString().slice(11, 16);
    const until = new Date(Date.now() + 3_600_000).toISOString().slice(11, 16);
    await seedDue({ quietHours: { from, until }, timezone: "UTC" });
    await sendDue();
    expect(await sent()).toEqual([]);
    const [row] = await runtime().sql<{ minutes: number }[]>`
      select extract(epoch from due_at - now())::int / 60 as minutes from scheduled_messages where account_id = ${account.id}`;
    expect(row?.minutes).toBeGreaterThan(55);
    expect(row?.minutes).toBeLessThanOrEqual(60);
  });

  test("fails for good when a rule refuses it, and says why", async () => {
    await runtime().sql`
      insert into messages (account_id, conversation_id, inbox_id, message_type, content)
      select ${account.id}, ${conversation.id}, ${conversation.inboxId}, 1, 'flood' from generate_series(1, 200)`;
    await seedDue();
    await sendDue();
    expect(await rows()).toMatchObject([
      { status: "failed", failure: "Validation failed: Too many messages", messageId: null },
    ]);
    expect(await expectStatements(1, sendDue)).toBe(0);
  });

  test("is tried again when the machinery was in the way, and nothing is half done", async () => {
    await seedDue({ content: "poisoned" });
    await runtime().sql.unsafe(`
      create function refuse_poison() returns trigger language plpgsql as $$
      begin if new.content = 'poisoned' then raise exception 'disk is full'; end if; return new; end $$;
      create trigger refuse_poison before insert on messages for each row execute function refuse_poison()`);
    await sendDue();
    expect(await rows()).toMatchObject([{ status: "pending", messageId: null, failure: null }]);
    expect(await sent()).toEqual([]);
    await runtime().sql.unsafe("drop trigger refuse_poison on messages; drop function refuse_poison()");
    await runtime().sql`update scheduled_messages set due_at = now() - interval '1 s' where account_id = ${account.id}`;
    await sendDue();
    expect(await rows()).toMatchObject([{ status: "sent" }]);
  });
});

describe("a reply of the customer", () => {
  const reply = async () => {
    const message = await seedMessage(account.id, conversation);
    await runtime().sql`update conversations set last_incoming_at = now() where id = ${conversation.id}`;
    await transaction(systemContext(account.id), async (tx) =>
      tx.emit("message.created", { message_id: message.id, conversation_id: conversation.id }),
    );
  };

  test("makes what was to go out only without one a draft again, with a line; the others stay", async () => {
    const later = { scheduledAt: new Date(Date.now() + 60_000) };
    await seedDue({ ...later, cancelOnReply: true, armedAt: ago(5) });
    await seedDue({ ...later, content: "stays" });
    await reply();
    await dispatch();
    expect(await rows()).toMatchObject([
      { status: "draft", cancelledAt: expect.any(String) },
      { status: "pending", cancelledAt: null },
    ]);
    expect(await lines()).toEqual(["A scheduled message was not sent because the customer replied first"]);
  });

  test("counts also when its event is still on its way, and not when it came before", async () => {
    await reply();
    await seedDue({ cancelOnReply: true, content: "after the reply", armedAt: new Date(Date.now() + 1000) });
    await seedDue({ cancelOnReply: true, content: "before the reply", armedAt: ago(60) });
    await sendDue();
    expect((await sent()).map((row) => row.content)).toEqual(["after the reply"]);
    expect(await rows()).toMatchObject([{ status: "sent" }, { status: "draft" }]);
  });

  test("counts by our clock, for providers tell whole seconds; an old one that was fetched does not", async () => {
    const later = { scheduledAt: new Date(Date.now() + 60_000), cancelOnReply: true };
    await seedDue({ ...later, armedAt: ago(0.1) });
    const other = await seedConversation(account);
    await seedDue({ ...later, armedAt: ago(0.1) }, other);
    for (const [at, createdAt] of [
      [conversation, ago(1)],
      [other, ago(3600)],
    ] as const) {
      const message = await seedMessage(account.id, at, { createdAt });
      await transaction(systemContext(account.id), async (tx) =>
        tx.emit("message.created", { message_id: message.id, conversation_id: at.id }),
      );
    }
    await dispatch();
    expect(await rows()).toMatchObject([{ status: "draft" }, { status: "pending" }]);
  });

  test("an agent's own message is none", async () => {
    await seedDue({ scheduledAt: new Date(Date.now() + 60_000), cancelOnReply: true });
    await createMessage(account.inside.ctx, { conversation_id: conversation.displayId, content: "Hello?" });
    await dispatch();
    expect(await rows()).toMatchObject([{ status: "pending" }]);
  });
});

test("the delivery of the message is mirrored, there and back", async () => {
  await seedDue();
  await sendDue();
  const [row] = await rows();
  await transaction(systemContext(account.id), (tx) =>
    failMessage(tx, row?.messageId as number, "The number is not known"),
  );
  await dispatch();
  expect(await rows()).toMatchObject([{ status: "failed", failure: "The number is not known" }]);
  await runtime().sql`update messages set status = 'delivered' where id = ${row?.messageId as number}`;
  await transaction(systemContext(account.id), async (tx) =>
    tx.emit("message.updated", { message_id: row?.messageId as number, conversation_id: conversation.id }),
  );
  await dispatch();
  expect(await rows()).toMatchObject([{ status: "sent", failure: null }]);
});
