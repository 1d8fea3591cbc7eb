import { createHmac } from "node:crypto";
import { readdir } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type SeededAccount, seedConversation, seedInbox, seedTwoAccounts } from "#db/testing/seed.ts";
import { takeJobs } from "#db/testing/take-jobs.ts";
import { startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { dispatchEvents } from "../../platform/events/dispatch-events.ts";
import { runtime } from "../../platform/runtime.ts";
import { decrypt, encrypt } from "../../platform/secrets.ts";
import { createContact } from "../contacts/create-contact.ts";
import { toggleStatus } from "../conversations/toggle-status.ts";
import { toggleTyping } from "../conversations/toggle-typing.ts";
import { createMessage } from "../messages/create-message.ts";
import { retryMessage } from "../messages/retry-message.ts";
import { updateMessage } from "../messages/update-message.ts";
import { registry } from "../registry.ts";
import { deliverWebhook } from "./deliver-webhook.ts";
import {
  listWebhookDeliveries,
  listWebhookEndpoints,
  replayWebhookDelivery,
  resumeWebhookEndpoint,
} from "./delivery-log.ts";
import { mailPausedWebhook } from "./mail-paused-webhook.ts";
import { createWebhook } from "./manage-webhooks.ts";

interface Call {
  path: string;
  headers: Record<string, string>;
  text: string;
  body: Record<string, unknown> & { event: string };
}

let account: SeededAccount & { other: SeededAccount };
let receiver: Server;
let base: string;
let calls: Call[] = [];
let answer = 200;

beforeAll(async () => {
  await startTestRuntime();
  receiver = createServer((request, response) => {
    let text = "";
    request.on("data", (chunk) => (text += chunk));
    request.on("end", () => {
      const headers = request.headers as Record<string, string>;
      calls.push({ path: request.url ?? "", headers, text, body: JSON.parse(text) as Call["body"] });
      response.writeHead(answer).end();
    });
  });
  await new Promise<void>((done) => receiver.listen(0, "127.0.0.1", done));
  base = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
});
afterAll(async () => {
  receiver.close();
  await stopTestRuntime();
});
beforeEach(async () => {
  account = await seedTwoAccounts();
  calls = [];
  answer = 200;
  await takeJobs("deliver_webhook");
});

/** Hands out the events and makes every call that is queued, however late its time. */
async function run(): Promise<void> {
  await dispatchEvents(registry);
  for (const job of await takeJobs<{ account_id: number; delivery_id: number }>("deliver_webhook")) {
    await deliverWebhook({ accountId: job.account_id, deliveryId: job.delivery_id });
  }
}

const subscribe = async (subscriptions: string[], inboxId?: number) =>
  (
    await createWebhook(account.admin.ctx, {
      url: `${base}/account`,
      subscriptions,
      ...(inboxId !== undefined && { inbox_id: inboxId }),
    })
  ).payload.webhook;

const write = (conversation: { displayId: number }, values: object = {}) =>
  createMessage(account.inside.ctx, { conversation_id: conversation.displayId, content: "Hello", ...values } as never);

const events = () => calls.map(({ path: to, body }) => `${to} ${body.event}`).sort();

test("a subscribed event is posted once, signed over time and body", async () => {
  const webhook = await subscribe(["message_created", "message_outgoing", "conversation_status_changed"]);
  const conversation = await seedConversation(account);
  await write(conversation);
  await run();
  expect(events()).toEqual(["/account message_created", "/account message_outgoing"]);
  const { headers, text, body } = calls.find((call) => call.body.event === "message_created") as Call;
  expect(body).toMatchObject({
    account: { id: account.id, name: account.name },
    inbox: { id: account.inbox.id },
    content: "Hello",
    message_type: "outgoing",
    private: false,
    sender: { id: account.inside.id, type: "user", email: account.inside.email },
    conversation: { id: conversation.displayId, contact_inbox: { source_id: conversation.sourceId } },
  });
  expect(body.created_at).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
  const digest = createHmac("sha256", webhook.secret)
    .update(`${headers["x-chatwoot-timestamp"]}.${text}`)
    .digest("hex");
  expect(headers["x-chatwoot-signature"]).toBe(`sha256=${digest}`);
  expect(headers["x-chatwoot-delivery"]).toMatch(/^[0-9a-f-]{36}$/);
  expect(Math.abs(Number(headers["x-chatwoot-timestamp"]) - Date.now() / 1000)).toBeLessThan(60);
  calls = [];
  await toggleStatus(account.inside.ctx, { conversation_id: conversation.displayId, status: "resolved" });
  await run();
  expect(events()).toEqual(["/account conversation_status_changed"]);
  expect(calls[0]?.body).toMatchObject({
    id: conversation.displayId,
    status: "resolved",
    changed_attributes: [
      { status: { previous_value: "open", current_value: "resolved" } },
      { updated_at: { previous_value: expect.stringMatching(/Z$/), current_value: expect.stringMatching(/Z$/) } },
    ],
  });
});

test("a webhook of an inbox hears no messages of others, and nobody hears another account", async () => {
  const second = await seedInbox(account.id, [account.inside.id]);
  await subscribe(["message_created"], second.id);
  await write(await seedConversation(account));
  await write(await seedConversation(account, { inboxId: second.id }));
  const elsewhere = await seedConversation(account.other);
  await createMessage(account.other.inside.ctx, { conversation_id: elsewhere.displayId, content: "x" } as never);
  await run();
  expect(calls.map(({ body }) => (body.inbox as { id: number }).id)).toEqual([second.id]);
});

test("contacts are told with what changed, activity lines never", async () => {
  await subscribe(["contact_created", "message_created"]);
  await createContact(account.admin.ctx, { name: "Maria", email: "m@example.com" } as never);
  const conversation = await seedConversation(account);
  await toggleStatus(account.inside.ctx, { conversation_id: conversation.displayId, status: "resolved" });
  await run();
  expect(events()).toEqual(["/account contact_created"]);
  expect(calls[0]?.body).toMatchObject({ name: "Maria", account: { id: account.id } });
});

test("an API inbox hears everything of its inbox, typing too, and its message fails with the last try", async () => {
  const inbox = await seedInbox(account.id, [account.inside.id], { settings: { webhook_url: `${base}/inbox` } });
  const conversation = await seedConversation(account, { inboxId: inbox.id });
  await toggleTyping(account.inside.ctx, { conversation_id: conversation.displayId, typing_status: "on" });
  await run();
  expect(events()).toEqual(["/inbox conversation_typing_on"]);
  expect(calls[0]?.body).toMatchObject({ user: { id: account.inside.id, type: "user" }, is_private: false });
  const [row] = await runtime().sql<
    { token: string }[]
  >`select hmac_token as token from inboxes where id = ${inbox.id}`;
  const { headers, text } = calls[0] as Call;
  const digest = createHmac("sha256", decrypt(row?.token ?? ""))
    .update(`${headers["x-chatwoot-timestamp"]}.${text}`)
    .digest("hex");
  expect(headers["x-chatwoot-signature"]).toBe(`sha256=${digest}`);
  calls = [];
  answer = 500;
  const message = await write(conversation);
  for (let attempt = 1; attempt <= 5; attempt++) await run();
  const created = calls.filter(({ body }) => body.event === "message_created");
  expect(created).toHaveLength(5);
  expect(new Set(created.map((call) => call.headers["x-chatwoot-delivery"])).size).toBe(1);
  const [stored] = await runtime().sql`select status, content_attributes from messages where id = ${message.id}`;
  expect(stored).toEqual({ status: "failed", content_attributes: { external_error: "The webhook answered 500" } });
});

test("a connector knows by an empty reason of failure that an agent sends a message again", async () => {
  const inbox = await seedInbox(account.id, [account.inside.id], { settings: { webhook_url: `${base}/inbox` } });
  const conversation = await seedConversation(account, { inboxId: inbox.id });
  const { id: message_id } = await write(conversation);
  const at = { conversation_id: conversation.displayId, message_id };
  await updateMessage(account.inside.ctx, { ...at, status: "failed", external_error: "Not on this network" });
  await run();
  calls = [];
  await retryMessage(account.inside.ctx, at);
  await run();
  expect(calls.map(({ body }) => [body.event, body.content_attributes])).toEqual([
    ["message_updated", { external_error: null }],
  ]);
  calls = [];
  await updateMessage(account.inside.ctx, { ...at, status: "delivered" });
  await run();
  expect(calls.map(({ body }) => body.content_attributes)).toEqual([{}]);
});

test("bots of the inbox hear messages and changes of status; one that fails opens its pending conversation", async () => {
  const { sql } = runtime();
  const { bot } = account;
  await sql`update agent_bots set outgoing_url = ${`${base}/bot`}, secret = ${encrypt("bots")} where id = ${bot.id}`;
  await sql`insert into agent_bot_inboxes (account_id, inbox_id, agent_bot_id) values (${account.id}, ${account.inbox.id}, ${bot.id})`;
  const conversation = await seedConversation(account, { status: "pending" });
  await write(conversation, { message_type: "incoming" });
  await run();
  expect(events()).toContain("/bot message_created");
  expect(events()).not.toContain("/bot message_incoming");
  answer = 503;
  await write(conversation, { message_type: "incoming" });
  for (let attempt = 1; attempt <= 5; attempt++) await run();
  const [row] = await sql<{ status: string }[]>`select status from conversations where id = ${conversation.id}`;
  expect(row?.status).toBe("open");
  const [line] =
    await sql`select content from messages where conversation_id = ${conversation.id} and message_type = 2`;
  expect(line?.content).toBe("Conversation was marked open by system due to an error with the agent bot.");
  answer = 200;
  calls = [];
  await run();
  expect(events()).toContain("/bot conversation_opened");
});

test("who writes to a bot that is paused comes to people at once", async () => {
  const { sql } = runtime();
  const { bot } = account;
  await sql`update agent_bots set outgoing_url = ${`${base}/bot`}, secret = ${encrypt("bots")} where id = ${bot.id}`;
  await sql`insert into agent_bot_inboxes (account_id, inbox_id, agent_bot_id) values (${account.id}, ${account.inbox.id}, ${bot.id})`;
  await sql`insert into webhook_endpoints (account_id, target, paused_at) values (${account.id}, ${`agent_bot:${bot.id}`}, now())`;
  const conversation = await seedConversation(account, { status: "pending" });
  await write(conversation, { message_type: "incoming" });
  await run();
  expect(calls).toEqual([]);
  const [row] = await sql<{ status: string }[]>`select status from conversations where id = ${conversation.id}`;
  expect(row?.status).toBe("open");
});

test("a call is tried for a day, then listed as failed, and can be made again under its id", async () => {
  await subscribe(["message_created"]);
  answer = 404;
  await write(await seedConversation(account));
  for (let attempt = 1; attempt <= 12; attempt++) await run();
  expect(calls).toHaveLength(10);
  const [failed] = (await listWebhookDeliveries(account.admin.ctx, { page: 1, state: "failed" })).payload;
  expect(failed).toMatchObject({ attempts: 10, response_status: 404, error: "The webhook answered 404" });
  expect((await listWebhookDeliveries(account.other.admin.ctx, { page: 1 })).payload).toEqual([]);
  await expect(replayWebhookDelivery(account.other.admin.ctx, { id: failed?.id ?? 0 })).rejects.toThrow();
  answer = 200;
  await replayWebhookDelivery(account.admin.ctx, { id: failed?.id ?? 0 });
  await run();
  const [delivered] = (await listWebhookDeliveries(account.admin.ctx, { page: 1, state: "delivered" })).payload;
  expect(delivered).toMatchObject({ id: failed?.id, uuid: failed?.uuid, attempts: 1 });
  expect(calls.at(-1)?.headers["x-chatwoot-delivery"]).toBe(failed?.uuid);
});

test("a receiver that takes nothing for an hour is paused with a mail; resuming sends what it missed", async () => {
  const { id } = await subscribe(["message_created"]);
  const target = `webhook:${id}`;
  const conversation = await seedConversation(account);
  answer = 500;
  await write(conversation);
  for (let attempt = 1; attempt <= 9; attempt++) await run();
  expect((await listWebhookEndpoints(account.admin.ctx)).payload).toMatchObject([
    { target, failures: 9, paused_at: null },
  ]);
  await runtime().sql`update webhook_endpoints set failing_since = now() - interval '61 minutes'`;
  await run();
  expect(await takeJobs("mail_paused_webhook")).toMatchObject([{ account_id: account.id, target }]);
  await mailPausedWebhook({ accountId: account.id, target });
  const mails = await readdir(path.join(runtime().config.dataDir, "mail"));
  expect(mails.length).toBeGreaterThan(0);
  calls = [];
  await write(conversation, { content: "while paused" });
  await run();
  expect(calls).toEqual([]);
  expect((await listWebhookEndpoints(account.admin.ctx)).payload).toMatchObject([{ target, held_count: 1 }]);
  answer = 200;
  expect(await resumeWebhookEndpoint(account.admin.ctx, { target })).toEqual({ released_count: 1 });
  await run();
  expect(calls.map(({ body }) => body.content)).toEqual(["while paused"]);
  expect((await listWebhookEndpoints(account.admin.ctx)).payload).toEqual([]);
});
