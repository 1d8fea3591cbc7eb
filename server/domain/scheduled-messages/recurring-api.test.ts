import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  type SeededAccount,
  type SeededConversation,
  seedAccount,
  seedConversation,
  seedMessage,
} from "#db/testing/seed.ts";
import { seedSeries } from "#db/testing/seed-scheduled.ts";
import { startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { call } from "#server/platform/http/testing/call.ts";
import { runtime } from "#server/platform/runtime.ts";
import * as one from "../../../app/api/v1/accounts/[account_id]/conversations/[conversation_id]/recurring_scheduled_messages/[id]/route.ts";
import * as all from "../../../app/api/v1/accounts/[account_id]/conversations/[conversation_id]/recurring_scheduled_messages/route.ts";
import * as child from "../../../app/api/v1/accounts/[account_id]/conversations/[conversation_id]/scheduled_messages/[id]/route.ts";
import { systemContext } from "../../platform/context.ts";
import { transaction } from "../../platform/database/transaction.ts";
import { dispatchEvents } from "../../platform/events/dispatch-events.ts";
import { registry } from "../registry.ts";
import { sendDue } from "./send-due.ts";

let account: SeededAccount;
let conversation: SeededConversation;

beforeAll(async () => {
  await startTestRuntime({ LOG_LEVEL: process.env.TEST_LOG ?? "silent" });
});
beforeEach(async () => {
  await runtime().sql`update scheduled_messages set due_at = null`;
  account = await seedAccount();
  conversation = await seedConversation(account);
});
afterAll(stopTestRuntime);

const params = (more: object = {}) => ({ account_id: account.id, conversation_id: conversation.displayId, ...more });
const create = (body: unknown) => call(all.POST, { params: params(), token: account.inside.token, body });
const update = (id: number, body: unknown) =>
  call(one.PATCH, { params: params({ id }), token: account.inside.token, body });
const stop = (id: number) => call(one.DELETE, { params: params({ id }), token: account.inside.token });
const list = async () => (await call(all.GET, { params: params(), token: account.inside.token })).body.payload;
const daily = { frequency: "daily", interval: 1 };
const inAnHour = () => new Date(Math.floor(Date.now() / 1000) * 1000 + 3_600_000);
const start = (more: object = {}) =>
  create({
    content: "Good morning",
    status: "active",
    scheduled_at: inAnHour().toISOString(),
    recurrence_rule: daily,
    ...more,
  });
const lines = async () =>
  (
    await runtime().sql<{ content: string }[]>`
    select content from messages where account_id = ${account.id} and message_type = 2 order by id`
  ).map((row) => row.content);
/** As if the clock were at the next one. */
const makeDue = () =>
  runtime()
    .sql`update scheduled_messages set due_at = now() - interval '1 s' where account_id = ${account.id} and status = 'pending'`;

describe("create", () => {
  test("200: active with its first message waiting", async () => {
    const at = inAnHour();
    const { status, body } = await start({ scheduled_at: at.toISOString() });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      status: "active",
      recurrence_rule: { frequency: "daily", interval: 1, end_type: "never" },
      recurrence_description: "Every day",
      occurrences_sent: 0,
      pending_scheduled_message: { scheduled_at: at.getTime() / 1000 },
      scheduled_messages: [{ status: "pending", message_id: null }],
      author: { id: account.inside.id },
    });
  });

  test("200: a draft has nothing waiting", async () => {
    const { body } = await create({ content: "Later", recurrence_rule: daily });
    expect(body).toMatchObject({ status: "draft", scheduled_messages: [] });
    expect(body).not.toHaveProperty("pending_scheduled_message");
  });

  test.each([
    [{ recurrence_rule: null }, "Recurrence rule can't be blank"],
    [{ recurrence_rule: { frequency: "weekly" } }, "Recurrence rule must name days of the week"],
    [
      { recurrence_rule: { frequency: "monthly", monthly_type: "day_of_week" } },
      "Recurrence rule must name the week and the day of the week",
    ],
    [{ recurrence_rule: { ...daily, end_type: "on_date" } }, "Recurrence rule must name the last date"],
    [{ recurrence_rule: { ...daily, end_type: "after_count" } }, "Recurrence rule must say how often"],
    [{ status: "completed" }, "Status must be draft or active when creating a recurring scheduled message"],
    [{ scheduled_at: "2020-01-01T00:00:00Z" }, "Scheduled at must be in the future"],
    [{ content: "" }, "Content can't be blank"],
  ])("422: %j", async (more, message) => {
    expect(await start(more)).toMatchObject({ status: 422, body: { message } });
  });
});

describe("one after the other", () => {
  test("a sent one counts and makes the next, a day later", async () => {
    const { body } = await start();
    const first = body.pending_scheduled_message?.scheduled_at ?? 0;
    await makeDue();
    await sendDue();
    const [series] = await list();
    expect(series).toMatchObject({
      status: "active",
      occurrences_sent: 1,
      pending_scheduled_message: { scheduled_at: first + 86_400 },
      scheduled_messages: [{ status: "pending" }, { status: "sent", message_id: expect.any(Number) }],
    });
  });

  test("the last one completes it, with a line", async () => {
    await start({ recurrence_rule: { ...daily, end_type: "after_count", end_count: 2 } });
    for (let n = 0; n < 3; n++) {
      await makeDue();
      await sendDue();
    }
    const [series] = await list();
    expect(series).toMatchObject({ status: "completed", occurrences_sent: 2 });
    expect(series).not.toHaveProperty("pending_scheduled_message");
    expect(await lines()).toEqual(["A recurring message is completed. Sent: 2"]);
  });

  test("a failed one counts too, and a line in the account's language names the next", async () => {
    await runtime().sql`update accounts set locale = 'pt-BR' where id = ${account.id}`;
    await start();
    await runtime().sql`
      insert into messages (account_id, conversation_id, inbox_id, message_type, content)
      select ${account.id}, ${conversation.id}, ${conversation.inboxId}, 1, 'flood' from generate_series(1, 200)`;
    await makeDue();
    await sendDue();
    const [series] = await list();
    expect(series).toMatchObject({
      occurrences_sent: 1,
      scheduled_messages: [{ status: "pending" }, { status: "failed" }],
    });
    expect((await lines())[0]).toMatch(/^Não foi possível enviar uma mensagem recorrente. A próxima: \d+ de \w+/);
  });

  test("deleting the waiting one leaves it out: the next is planned, nothing is counted", async () => {
    const { body } = await start();
    const { id, scheduled_at: first } = body.pending_scheduled_message ?? { id: 0, scheduled_at: 0 };
    const at = { params: params({ id }), token: account.inside.token };
    expect((await call(child.DELETE, at)).status).toBe(200);
    const [series] = await list();
    expect(series).toMatchObject({ occurrences_sent: 0, pending_scheduled_message: { scheduled_at: first + 86_400 } });
  });

  test("quiet hours move single ones, never the series", async () => {
    const at = new Date("2031-06-10T23:00:00Z");
    const quiet = { quiet_hours: { from: "22:00", until: "08:00" }, timezone: "UTC" };
    const { body } = await start({ scheduled_at: at.toISOString(), ...quiet });
    expect(body.pending_scheduled_message?.scheduled_at).toBe(Date.parse("2031-06-11T08:00:00Z") / 1000);
    const id = body.pending_scheduled_message?.id;
    await call(child.DELETE, { params: params({ id }), token: account.inside.token });
    const [series] = await list();
    expect(series?.pending_scheduled_message?.scheduled_at).toBe(Date.parse("2031-06-12T08:00:00Z") / 1000);
  });
});

describe("update", () => {
  test("200: from the next one on; a given time that the rule does not name moves to one that it does", async () => {
    const { body } = await start();
    const changed = await update(body.id, { content: "New text" });
    expect(changed.body.pending_scheduled_message?.scheduled_at).toBe(body.pending_scheduled_message?.scheduled_at);
    const weekly = { frequency: "weekly", week_days: [3] };
    const monday = "2031-06-09T10:00:00Z";
    const moved = await update(body.id, { recurrence_rule: weekly, scheduled_at: monday });
    expect(moved.body).toMatchObject({
      pending_scheduled_message: { scheduled_at: Date.parse("2031-06-11T10:00:00Z") / 1000 },
      scheduled_messages: [{ status: "pending" }],
    });
    const rows = await runtime().sql`select content from scheduled_messages where account_id = ${account.id}`;
    expect(rows).toEqual([{ content: "New text" }]);
  });

  test("200: a draft becomes active; 422: without a time, and once it has ended", async () => {
    const { body } = await create({ content: "Later", recurrence_rule: daily });
    expect((await update(body.id, { status: "active" })).body).toMatchObject({
      message: "Scheduled at can't be blank",
    });
    const active = await update(body.id, { status: "active", scheduled_at: inAnHour().toISOString() });
    expect(active.body).toMatchObject({ status: "active", scheduled_messages: [{ status: "pending" }] });
    await stop(body.id);
    expect((await update(body.id, { content: "x" })).body).toEqual({
      message: "Recurring scheduled message can only be modified while draft or active",
      attributes: ["base"],
    });
  });
});

describe("stop", () => {
  test("200: what waits goes, what was sent stays, with a line; again changes nothing", async () => {
    const { body } = await start();
    await makeDue();
    await sendDue();
    for (let n = 0; n < 2; n++) {
      const { status, body: stopped } = await stop(body.id);
      expect(status).toBe(200);
      expect(stopped).toMatchObject({ status: "cancelled", scheduled_messages: [{ status: "sent" }] });
    }
    expect(await lines()).toEqual([`${account.inside.name} stopped a recurring message`]);
  });

  test("a reply of the customer stops one that waits for it", async () => {
    await start({ cancel_on_reply: true });
    const message = await seedMessage(account.id, conversation);
    await runtime()
      .sql`update conversations set last_incoming_at = now() + interval '1 s' where id = ${conversation.id}`;
    await transaction(systemContext(account.id), async (tx) =>
      tx.emit("message.created", { message_id: message.id, conversation_id: conversation.id }),
    );
    await dispatchEvents(registry);
    expect(await list()).toMatchObject([{ status: "cancelled", scheduled_messages: [] }]);
    expect(await lines()).toEqual(["A recurring message was stopped because the customer replied"]);
  });
});

test("active series first, then drafts, then those that ended", async () => {
  for (const status of ["cancelled", "draft", "completed"] as const)
    await seedSeries(account.id, conversation, { status });
  await start();
  expect((await list()).map((row: { status: string }) => row.status)).toEqual([
    "active",
    "draft",
    "completed",
    "cancelled",
  ]);
});
