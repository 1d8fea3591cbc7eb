import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  type SeededAccount,
  type SeededConversation,
  seedAccount,
  seedConversation,
  seedInbox,
  seedMessage,
} from "#db/testing/seed.ts";
import { seedScheduled } from "#db/testing/seed-scheduled.ts";
import { startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { call } from "#server/platform/http/testing/call.ts";
import { runtime } from "#server/platform/runtime.ts";
import * as one from "../../../app/api/v1/accounts/[account_id]/conversations/[conversation_id]/scheduled_messages/[id]/route.ts";
import * as all from "../../../app/api/v1/accounts/[account_id]/conversations/[conversation_id]/scheduled_messages/route.ts";
import { transaction } from "../../platform/database/transaction.ts";
import { dispatchEvents } from "../../platform/events/dispatch-events.ts";
import { failMessage } from "../messages/fail-message.ts";
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
  conversation = await seedConversation(account, { contact: { name: "maria da Silva" } });
});
afterAll(stopTestRuntime);

const here = (token = account.inside.token) => ({
  params: { account_id: account.id, conversation_id: conversation.displayId },
  token,
});
const create = (body: unknown, token?: string) => call(all.POST, { ...here(token), body });
const update = (id: number, body: unknown) =>
  call(one.PATCH, { params: { ...here().params, id }, token: account.inside.token, body });
const list = async (token?: string) => (await call(all.GET, here(token))).body.payload;
const ago = (seconds: number) => new Date(Date.now() - seconds * 1000);
const seedDue = (values: Parameters<typeof seedScheduled>[2] = {}, of = conversation) =>
  seedScheduled(account.id, of, { status: "pending", scheduledAt: ago(1), authorUserId: account.inside.id, ...values });
const messages = () => runtime().sql<{ id: number; content: string | null }[]>`
  select id, content, sender_id as sender, sender_type as "senderType", content_attributes as attributes,
    additional_attributes as more
  from messages where account_id = ${account.id} and message_type = 1 order by id`;

describe("who", () => {
  test("a member of the conversation's team may, also outside its inbox; any of them changes what another planned", async () => {
    const { token } = account.outside;
    expect((await create({ content: "x" }, token)).status).toBe(401);
    const [team] = await runtime().sql<{ id: number }[]>`
      insert into teams (account_id, name) values (${account.id}, 'desk') returning id`;
    const teamId = team?.id as number;
    await runtime().sql`
      insert into team_members (account_id, team_id, user_id) values (${account.id}, ${teamId}, ${account.outside.id})`;
    await runtime().sql`update conversations set team_id = ${teamId} where id = ${conversation.id}`;
    const { status, body } = await create({ content: "x" }, token);
    expect(status).toBe(200);
    expect((await update(body.id, { content: "y" })).body).toMatchObject({
      content: "y",
      author_id: account.outside.id,
    });
  });

  test("an author who is gone leaves what they planned: without author, and it goes out as nobody's", async () => {
    await seedDue();
    await runtime().sql`update scheduled_messages set author_user_id = null where account_id = ${account.id}`;
    const [row] = await list();
    expect(row).toMatchObject({ author_id: null, author_type: null });
    expect(row).not.toHaveProperty("author");
    await sendDue();
    expect(await messages()).toMatchObject([{ sender: null, more: { scheduled_by: null } }]);
  });

  test("what a rule planned goes out without a sender, names the rule, and calls no rules", async () => {
    await seedDue({ authorUserId: null, automationRuleId: 7, automationRuleName: "After an hour" });
    expect((await list())[0]).toMatchObject({
      author_id: 7,
      author_type: "AutomationRule",
      author: { id: 7, type: "AutomationRule", name: "After an hour" },
    });
    await sendDue();
    expect(await messages()).toMatchObject([
      {
        sender: null,
        senderType: null,
        attributes: { automation_rule_id: 7 },
        more: { scheduled_by: { id: 7, type: "AutomationRule", name: "After an hour" } },
      },
    ]);
    const [event] = await runtime().sql<{ actor: unknown }[]>`
      select actor from events where account_id = ${account.id} and type = 'message.created'`;
    expect(event?.actor).toMatchObject({ kind: "system", cause: "automation:7" });
  });
});

describe("what", () => {
  test("a template or a file is enough to say", async () => {
    const params = { name: "hello", language: "en", processed_params: { body: { 1: "{{contact.first_name}}" } } };
    expect((await create({ template_params: params })).status).toBe(200);
    const form = new FormData();
    form.set("attachment", new File(["hello"], "notes.txt", { type: "text/plain" }));
    expect((await create(form)).status).toBe(200);
    expect((await create({ template_params: {} })).body).toMatchObject({ attributes: ["content"] });
  });

  test("a template goes out with the values that it was saved with", async () => {
    const params = { name: "hello", language: "en", processed_params: { body: { 1: "{{contact.first_name}}" } } };
    const { body } = await create({
      template_params: params,
      status: "pending",
      scheduled_at: new Date(Date.now() + 60_000).toISOString(),
    });
    await runtime()
      .sql`update scheduled_messages set due_at = now() - interval '1 second', scheduled_at = now() - interval '1 second' where id = ${body.id}`;
    await runtime().sql`update contacts set name = 'Renamed' where account_id = ${account.id}`;
    await sendDue();
    expect(await messages()).toMatchObject([
      { content: null, more: { template_params: { ...params, processed_params: { body: { 1: "Maria" } } } } },
    ]);
  });

  test("a file goes out as the message's own", async () => {
    const form = new FormData();
    form.set("attachment", new File(["hello"], "notes.txt", { type: "text/plain" }));
    const { body } = await create(form);
    await runtime().sql`
      update scheduled_messages set status = 'pending', due_at = now() - interval '1 second', scheduled_at = now() - interval '1 second' where id = ${body.id}`;
    await sendDue();
    const [message] = await messages();
    expect(
      await runtime().sql`
        select file_name as name, file_size as size, state from attachments where message_id = ${message?.id as number}`,
    ).toEqual([{ name: "notes.txt", size: 5, state: "ready" }]);
  });

  test("variables are filled in again whenever the text changes, and only then", async () => {
    const { body } = await create({ content: "Hello {{contact.first_name}}" });
    await runtime().sql`update contacts set name = 'Ana' where account_id = ${account.id}`;
    expect((await update(body.id, { timezone: "UTC" })).body.content).toBe("Hello Maria");
    expect((await update(body.id, { content: "Bye {{contact.first_name}}" })).body.content).toBe("Bye Ana");
  });

  test("a list holds the hundred latest", async () => {
    await runtime().sql`
      insert into scheduled_messages (account_id, conversation_id, inbox_id, status, content, scheduled_at)
      select ${account.id}, ${conversation.id}, ${conversation.inboxId}, 'sent', n, now() - make_interval(hours => n)
      from generate_series(1, 103) n`;
    const rows = await list();
    expect(rows).toHaveLength(100);
    expect([rows[0]?.content, rows[99]?.content]).toEqual(["1", "100"]);
  });
});

describe("when", () => {
  test("a pending conversation is as good as an open one", async () => {
    await runtime().sql`update conversations set status = 'pending' where id = ${conversation.id}`;
    await seedDue();
    await sendDue();
    expect(await messages()).toHaveLength(1);
  });

  test("many at once: in the order of their times in each conversation, whoever planned them", async () => {
    const other = await seedConversation(account);
    for (let n = 0; n < 60; n++) {
      const authorUserId = n % 3 === 0 ? account.admin.id : account.inside.id;
      await seedDue(
        { content: String(n), scheduledAt: ago(100 - n), authorUserId },
        n % 2 === 0 ? conversation : other,
      );
    }
    expect(await sendDue()).toBe(60);
    const rows = await runtime().sql<{ content: string; conversationId: number }[]>`
      select content, conversation_id as "conversationId" from messages
      where account_id = ${account.id} and message_type = 1 order by id`;
    for (const of of Map.groupBy(rows, ({ conversationId }) => conversationId).values()) {
      const numbers = of.map(({ content }) => Number(content));
      expect(numbers).toEqual([...numbers].sort((left, right) => left - right));
      expect(numbers).toHaveLength(30);
    }
  });

  test("one that a rule refuses does not take the others of its transaction with it", async () => {
    const full = await seedConversation(account);
    for (let n = 0; n < 199; n++) await seedMessage(account.id, full);
    await seedDue({ content: "fits" }, full);
    await seedDue({ content: "too many" }, full);
    await seedDue({ content: "elsewhere" });
    await sendDue();
    const rows = await runtime().sql`
      select content, status, failure from scheduled_messages where account_id = ${account.id} order by id`;
    expect(rows).toEqual([
      { content: "fits", status: "sent", failure: null },
      { content: "too many", status: "failed", failure: "Validation failed: Too many messages" },
      { content: "elsewhere", status: "sent", failure: null },
    ]);
  });

  test("somebody who writes to a conversation is not waited for: what is due there goes out at the next look", async () => {
    const other = await seedConversation(account);
    await seedDue({ content: "busy" });
    await seedDue({ content: "free" }, other);
    await runtime().sql.begin(async (held) => {
      await held`select 1 from conversations where id = ${conversation.id} for update`;
      expect(await sendDue()).toBe(1);
      expect((await messages()).map(({ content }) => content)).toEqual(["free"]);
    });
    await sendDue();
    expect((await messages()).map(({ content }) => content)).toEqual(["free", "busy"]);
  });

  test("an inbox gets a hundred at once, and then as many as its provider takes", async () => {
    const settings = { base_url: "http://localhost:1", phone_number: `+1202558${1000 + account.id}` };
    const inbox = await seedInbox(account.id, [account.inside.id], { channel: "whapi", settings });
    const chats = await Promise.all([1, 2, 3].map(() => seedConversation(account, { inboxId: inbox.id })));
    for (let n = 0; n < 105; n++) await seedDue({ content: String(n), scheduledAt: ago(200 - n) }, chats[n % 3]);
    await seedDue({ content: "of another inbox" });
    await sendDue();
    const sent = (await messages()).map(({ content }) => content);
    expect(sent).toContain("of another inbox");
    expect(sent.length).toBeGreaterThanOrEqual(101);
    expect(sent.length).toBeLessThan(106);
    expect(sent).not.toContain("104");
  });

  test("while a line is down nothing fails: it waits for the line, for an hour", async () => {
    const down = { channel: "whapi", connection: { state: "closed" as const } };
    const settings = { base_url: "http://localhost:1", phone_number: `+1202559${1000 + account.id}` };
    const inbox = await seedInbox(account.id, [account.inside.id], { ...down, settings });
    const chat = await seedConversation(account, { inboxId: inbox.id });
    await seedDue({ content: "late" }, chat);
    await sendDue();
    expect(await messages()).toEqual([]);
    const [row] = await runtime().sql<{ status: string; seconds: number }[]>`
      select status, extract(epoch from due_at - now())::int as seconds from scheduled_messages where account_id = ${account.id}`;
    expect(row?.status).toBe("pending");
    expect(row?.seconds).toBeGreaterThan(15);
    await runtime().sql`
      update scheduled_messages set due_at = now() - interval '1 second', scheduled_at = now() - interval '61 minutes' where account_id = ${account.id}`;
    await sendDue();
    expect(await messages()).toMatchObject([{ content: "late" }]);
  });
});

describe("afterwards", () => {
  test("each change of the delivery is mirrored with an event", async () => {
    await seedDue();
    await sendDue();
    await dispatchEvents(registry);
    const [message] = await messages();
    const { ctx } = account.inside;
    await transaction(ctx, (tx) => failMessage(tx, message?.id as number, "Nobody there"));
    await dispatchEvents(registry);
    expect((await list())[0]).toMatchObject({ status: "failed", failure: "Nobody there", message_id: message?.id });
    const told = await runtime().sql`
      select 1 from events where account_id = ${account.id} and type = 'scheduled_message.updated'`;
    expect(told).toHaveLength(2);
    const { id } = (await list())[0] ?? { id: 0 };
    const params = { ...here().params, id };
    expect(await call(one.DELETE, { params, token: account.inside.token })).toMatchObject({
      status: 422,
      body: { error: "Cannot delete a scheduled message that has already been sent or failed" },
    });
  });

  test("what was planned goes with its conversation", async () => {
    await seedDue();
    await runtime().sql`delete from conversations where id = ${conversation.id}`;
    expect(await runtime().sql`select 1 from scheduled_messages where account_id = ${account.id}`).toEqual([]);
  });
});
