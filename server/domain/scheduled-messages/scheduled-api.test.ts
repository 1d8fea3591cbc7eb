import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type SeededAccount, type SeededConversation, seedConversation, seedTwoAccounts } from "#db/testing/seed.ts";
import { seedScheduled } from "#db/testing/seed-scheduled.ts";
import { takeJobs } from "#db/testing/take-jobs.ts";
import { expectStatements, startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { call } from "#server/platform/http/testing/call.ts";
import { runtime } from "#server/platform/runtime.ts";
import * as one from "../../../app/api/v1/accounts/[account_id]/conversations/[conversation_id]/scheduled_messages/[id]/route.ts";
import * as sendNow from "../../../app/api/v1/accounts/[account_id]/conversations/[conversation_id]/scheduled_messages/[id]/send_now/route.ts";
import * as all from "../../../app/api/v1/accounts/[account_id]/conversations/[conversation_id]/scheduled_messages/route.ts";

let account: SeededAccount & { other: SeededAccount };
let conversation: SeededConversation;

beforeAll(async () => {
  await startTestRuntime({ LOG_LEVEL: process.env.TEST_LOG ?? "silent" });
});
beforeEach(async () => {
  account = await seedTwoAccounts();
  conversation = await seedConversation(account, {
    contact: { name: "maria da Silva", customAttributes: { plan: "gold" } },
  });
});
afterAll(stopTestRuntime);

const here = (token = account.inside.token) => ({
  params: { account_id: account.id, conversation_id: conversation.displayId },
  token,
});
const at = (id: number, token = account.inside.token) => ({
  params: { account_id: account.id, conversation_id: conversation.displayId, id },
  token,
});
const create = (body: unknown) => call(all.POST, { ...here(), body });
const update = (id: number, body: unknown) => call(one.PATCH, { ...at(id), body });
const list = async (token?: string) => (await call(all.GET, here(token))).body.payload;
const soon = (minutes = 60) => new Date(Date.now() + minutes * 60_000).toISOString();
const events = () => runtime().sql`select type from events where account_id = ${account.id} order by id`;

describe("create", () => {
  test("200: a pending message of its author; the event names it", async () => {
    const time = soon();
    const { status, body } = await create({ content: "See you", status: "pending", scheduled_at: time });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      content: "See you",
      status: "pending",
      scheduled_at: Math.floor(Date.parse(time) / 1000),
      conversation_id: conversation.displayId,
      inbox_id: account.inbox.id,
      account_id: account.id,
      author_id: account.inside.id,
      author_type: "User",
      author: { id: account.inside.id, email: account.inside.email },
      message_id: null,
      template_params: null,
    });
    expect(body).not.toHaveProperty("attachment");
    expect(body).not.toHaveProperty("recurrence_rule");
    expect(await events()).toEqual([{ type: "scheduled_message.created" }]);
  });

  test("200: a draft needs no time, and one in the past is kept", async () => {
    expect((await create({ content: "Draft" })).body).toMatchObject({ status: "draft", scheduled_at: null });
    const past = await create({ content: "Draft", scheduled_at: "2020-01-01T00:00:00Z" });
    expect(past.body).toMatchObject({ status: "draft", scheduled_at: 1577836800 });
  });

  test("200: variables are filled in when it is saved, code and broken syntax stay", async () => {
    const content =
      "{{contact.first_name}}, {{ contact.custom_attribute.plan }}: `{{contact.name}}` {{ nobody.knows }}!";
    expect((await create({ content })).body.content).toBe("Maria, gold: `{{contact.name}}` !");
    expect((await create({ content: "Hi {{ contact.name" })).body.content).toBe("Hi {{ contact.name");
    const template = { name: "hi", processed_params: { body: { 1: "{{contact.name}}" } } };
    const { body } = await create({ template_params: template });
    expect(body.template_params?.processed_params).toEqual({ body: { 1: "Maria Da Silva" } });
  });

  test("200: a file by multipart, and once more by its blob id", async () => {
    const form = new FormData();
    form.set("status", "pending");
    form.set("scheduled_at", soon());
    form.set("quiet_hours", '{"from":"22:00","until":"22:00"}');
    form.set("attachment", new File(["hello"], "notes.txt", { type: "text/plain" }));
    const { status, body } = await create(form);
    expect(status).toBe(200);
    expect(body.attachment).toMatchObject({
      filename: "notes.txt",
      file_type: "text/plain",
      scheduled_message_id: body.id,
    });
    const copy = await create({ attachment: body.attachment?.blob_id });
    expect(copy.body.attachment).toMatchObject({ filename: "notes.txt", file_size: 5 });
    expect(copy.body.attachment?.file_url).not.toBe(body.attachment?.file_url);
    expect((await create({ attachment: "forged" })).body).toEqual({
      message: "Attachment is invalid",
      attributes: ["attachment"],
    });
  });

  test("200: quiet hours move it to their end, in the zone that was chosen", async () => {
    const quiet = { quiet_hours: { from: "22:00", until: "08:00" }, timezone: "America/Sao_Paulo" };
    const { body } = await create({ content: "x", status: "pending", scheduled_at: "2031-06-10T02:00:00Z", ...quiet });
    expect(body).toMatchObject({
      scheduled_at: Date.parse("2031-06-10T11:00:00Z") / 1000,
      planned_at: Date.parse("2031-06-10T02:00:00Z") / 1000,
    });
  });

  test.each([
    [{ status: "pending", content: "x" }, "Scheduled at can't be blank", ["scheduled_at"]],
    [
      { status: "pending", content: "x", scheduled_at: "2020-01-01T00:00:00Z" },
      "Scheduled at must be in the future",
      ["scheduled_at"],
    ],
    [{ content: "x", scheduled_at: "soon" }, "Scheduled at is invalid", ["scheduled_at"]],
    [{ content: "  " }, "Content can't be blank", ["content"]],
    [{ content: "x".repeat(150_001) }, "Content is too long (maximum is 150000 characters)", ["content"]],
    [{ content: "x", status: "sent" }, "Status must be draft or pending when creating a scheduled message", ["status"]],
    [{ content: "x", timezone: "Mars/Base" }, "Timezone is not included in the list", ["timezone"]],
    [{ status: "pending" }, "Scheduled at can't be blank, Content can't be blank", ["scheduled_at", "content"]],
  ])("422: %j", async (body, message, attributes) => {
    const result = await create(body);
    expect(result).toMatchObject({ status: 422, body: { message, attributes } });
  });

  test("401, 404: who may not open the conversation, and a conversation that is not there", async () => {
    const body = { content: "x" };
    expect((await call(all.POST, { ...here(account.outside.token), body })).status).toBe(401);
    expect((await call(all.GET, here(account.outside.token))).status).toBe(401);
    const params = { account_id: account.id, conversation_id: 999_999 };
    expect((await call(all.POST, { ...here(), params, body })).status).toBe(404);
    expect((await call(all.GET, { ...here(), params })).status).toBe(404);
  });
});

describe("list", () => {
  test("drafts without time first, then the latest time first, in three statements", async () => {
    for (const [content, minutes] of [
      ["late", 90],
      ["early", 30],
      ["later", 120],
    ] as const) {
      await seedScheduled(account.id, conversation, {
        content,
        status: "pending",
        scheduledAt: new Date(Date.now() + minutes * 60_000),
        authorUserId: account.inside.id,
      });
    }
    await seedScheduled(account.id, conversation, { content: "draft" });
    const rows = await expectStatements(7, () => list());
    expect(rows.map((row) => row.content)).toEqual(["draft", "later", "late", "early"]);
  });
});

describe("update", () => {
  test("200: fields that are sent; anybody who may open the conversation", async () => {
    const { id } = await seedScheduled(account.id, conversation, { authorUserId: account.inside.id });
    const time = soon();
    const { status, body } = await call(one.PATCH, {
      ...at(id, account.admin.token),
      body: { status: "pending", scheduled_at: time },
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({ content: "Later", status: "pending", author_id: account.inside.id });
    expect(await events()).toEqual([{ type: "scheduled_message.updated" }]);
  });

  test("200: the text of one that is overdue may change, its time not into the past", async () => {
    const past = new Date(Date.now() - 60_000);
    const { id } = await seedScheduled(account.id, conversation, { status: "pending", scheduledAt: past });
    expect((await update(id, { content: "New" })).body).toMatchObject({ content: "New", status: "pending" });
    expect((await update(id, { scheduled_at: "2020-01-01T00:00:00Z" })).body).toEqual({
      message: "Scheduled at must be in the future",
      attributes: ["scheduled_at"],
    });
    expect((await update(id, { scheduled_at: null })).body).toMatchObject({ message: "Scheduled at can't be blank" });
  });

  test("200: one that is overdue may be sent back as a client got it, with another text", async () => {
    const past = new Date(Math.floor(Date.now() / 1000) * 1000 - 59_500);
    const { id } = await seedScheduled(account.id, conversation, { status: "pending", scheduledAt: past });
    const known = (await list()).find((row) => row.id === id)?.scheduled_at ?? 0;
    const scheduled_at = new Date(known * 1000).toISOString();
    expect(await update(id, { content: "New", scheduled_at, status: "pending" })).toMatchObject({
      status: 200,
      body: { content: "New", scheduled_at: known },
    });
  });

  test("200: the attachment goes, with its file", async () => {
    const form = new FormData();
    form.set("content", "With file");
    form.set("attachment", new File(["hello"], "notes.txt", { type: "text/plain" }));
    const { body } = await create(form);
    const changed = await update(body.id, { remove_attachment: true });
    expect(changed.body).not.toHaveProperty("attachment");
    expect(await takeJobs("delete_files")).toHaveLength(1);
  });

  test("422: nothing left to say, another status, and what was sent or failed", async () => {
    const draft = await seedScheduled(account.id, conversation);
    expect((await update(draft.id, { content: "" })).body).toMatchObject({ message: "Content can't be blank" });
    expect((await update(draft.id, { status: "sent" })).body).toMatchObject({
      message: "Status must be draft or pending",
    });
    for (const status of ["sent", "failed"] as const) {
      const { id } = await seedScheduled(account.id, conversation, { status });
      expect(await update(id, { content: "New" })).toMatchObject({
        status: 422,
        body: { message: "Scheduled message can only be modified while draft or pending", attributes: ["base"] },
      });
    }
  });

  test("404: one of another conversation or account", async () => {
    const elsewhere = await seedConversation(account.other);
    const { id } = await seedScheduled(account.other.id, elsewhere);
    expect((await update(id, { content: "x" })).status).toBe(404);
  });
});

describe("delete", () => {
  test("200: what it was, with an event", async () => {
    const { id } = await seedScheduled(account.id, conversation);
    const { status, body } = await call(one.DELETE, at(id));
    expect(status).toBe(200);
    expect(body).toMatchObject({ id, content: "Later" });
    expect(await list()).toEqual([]);
    expect(await events()).toEqual([{ type: "scheduled_message.deleted" }]);
    expect((await call(one.DELETE, at(id))).status).toBe(404);
  });

  test("422: what was sent or failed", async () => {
    const { id } = await seedScheduled(account.id, conversation, { status: "sent" });
    expect(await call(one.DELETE, at(id))).toMatchObject({
      status: 422,
      body: { error: "Cannot delete a scheduled message that has already been sent or failed" },
    });
  });
});

describe("send now", () => {
  test("200: once, as its author, whoever clicks and however often", async () => {
    const { id } = await seedScheduled(account.id, conversation, { authorUserId: account.inside.id });
    const results = await Promise.all([1, 2, 3].map(() => call(sendNow.POST, at(id, account.admin.token))));
    expect(results.map(({ status }) => status).sort()).toEqual([200, 422, 422]);
    const rows = await runtime().sql`
      select content, sender_id as sender, additional_attributes as more from messages where conversation_id = ${conversation.id}`;
    expect(rows).toMatchObject([
      {
        content: "Later",
        sender: account.inside.id,
        more: { scheduled_message_id: id, scheduled_by: { id: account.inside.id, type: "User" } },
      },
    ]);
  });
});
