import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type SeededAccount, seedAccount, seedBot, seedContact } from "#db/testing/seed.ts";
import { takeJobs } from "#db/testing/take-jobs.ts";
import { startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { dispatchEvents } from "#server/platform/events/dispatch-events.ts";
import { call } from "#server/platform/http/testing/call.ts";
import { runtime } from "#server/platform/runtime.ts";
import { encrypt } from "#server/platform/secrets.ts";
import * as attributes from "../../../app/api/v1/accounts/[account_id]/conversations/[conversation_id]/custom_attributes/route.ts";
import * as messages from "../../../app/api/v1/accounts/[account_id]/conversations/[conversation_id]/messages/route.ts";
import * as priority from "../../../app/api/v1/accounts/[account_id]/conversations/[conversation_id]/toggle_priority/route.ts";
import * as status from "../../../app/api/v1/accounts/[account_id]/conversations/[conversation_id]/toggle_status/route.ts";
import * as conversations from "../../../app/api/v1/accounts/[account_id]/conversations/route.ts";
import { registry } from "../registry.ts";
import { deliverWebhookJob } from "../webhooks/jobs.ts";

let account: SeededAccount;
let server: Server;
let heard: { path: string; event: string; content: unknown }[] = [];
let answer = 200;
let displayId: number;

beforeAll(async () => {
  await startTestRuntime({ LOG_LEVEL: "silent" });
  server = createServer((request, response) => {
    let text = "";
    request.on("data", (chunk) => (text += chunk));
    request.on("end", () => {
      const { event, content } = JSON.parse(text);
      heard.push({ path: request.url ?? "", event, content });
      response.writeHead(answer).end();
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
});
afterAll(async () => {
  server.close();
  await stopTestRuntime();
});

/** An inbox with an active bot, and a customer who begins a conversation there. */
beforeEach(async () => {
  await work();
  account = await seedAccount();
  await connect(account.bot.id, "/bot");
  await runtime().sql`
    insert into agent_bot_inboxes (account_id, inbox_id, agent_bot_id) values (${account.id}, ${account.inbox.id}, ${account.bot.id})`;
  const contact = await seedContact(account.id, { name: "Maria" });
  const body = { inbox_id: account.inbox.id, contact_id: contact.id };
  const created = await call(conversations.POST, { ...here(account.admin.token), body });
  displayId = created.body.id;
  heard = [];
  answer = 200;
});

const here = (token: string) => ({ params: { account_id: account.id }, token });
const at = (token = account.bot.token) => ({ params: { account_id: account.id, conversation_id: displayId }, token });

async function connect(botId: number, path: string): Promise<void> {
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;
  await runtime().sql`update agent_bots set outgoing_url = ${url}, secret = ${encrypt("s")} where id = ${botId}`;
}

/** Events are handed out and every call that waits is made, whenever it would be its time. */
async function work(): Promise<void> {
  for (;;) {
    await dispatchEvents(registry);
    const jobs = await takeJobs("deliver_webhook");
    if (jobs.length === 0) return;
    for (const payload of jobs) await deliverWebhookJob.run(deliverWebhookJob.payload.parse(payload));
  }
}

async function say(content: string, more: Record<string, unknown> = { message_type: "incoming" }, token?: string) {
  const said = await call(messages.POST, { ...at(token ?? account.admin.token), body: { content, ...more } });
  expect(said.status, said.text).toBe(200);
  await work();
  return said.body;
}

const toggle = async (to: string, token = account.bot.token) => {
  const done = await call(status.POST, { ...at(token), body: { status: to } });
  expect(done.status, done.text).toBe(200);
  await work();
  return done.body;
};

async function row() {
  const [found] = await runtime().sql<
    { status: string; priority: number | null; attributes: object; isWaiting: boolean; isAnswered: boolean }[]
  >`
    select status, priority, custom_attributes as attributes, waiting_since is not null as "isWaiting",
      first_reply_created_at is not null as "isAnswered" from conversations
    where account_id = ${account.id} and display_id = ${displayId}`;
  return found;
}

const events = () => heard.map(({ path, event }) => `${path} ${event}`);

describe("a conversation in an inbox with a bot", () => {
  test("waits as pending; the bot hears the customer and answers with its token, in its name", async () => {
    expect(await row()).toMatchObject({ status: "pending" });
    await say("Hello");
    expect(heard).toContainEqual({ path: "/bot", event: "message_created", content: "Hello" });
    expect(await row()).toMatchObject({ isWaiting: true });
    await say("For us alone", { private: true }, account.bot.token);
    expect(await row()).toMatchObject({ isWaiting: true });
    const answered = await say("Hi, I am a bot", {}, account.bot.token);
    expect(await row()).toMatchObject({ isWaiting: false, isAnswered: false });
    expect(answered).toMatchObject({ message_type: 1, sender: { id: account.bot.id, type: "agent_bot" } });
    expect(await row()).toMatchObject({ status: "pending" });
    expect((await call(priority.POST, { ...at(), body: { priority: "high" } })).status).toBe(200);
    const custom = { custom_attributes: { topic: "money" } };
    expect((await call(attributes.POST, { ...at(), body: custom })).body).toEqual(custom);
    expect(await row()).toMatchObject({ priority: 2, attributes: { topic: "money" } });
  });

  test("is handed over by the bot: open for people, told to the bot and to reports; the bot hears on", async () => {
    const handed = await toggle("open");
    expect(handed.payload).toMatchObject({ success: null, current_status: "open" });
    expect(await row()).toMatchObject({ status: "open" });
    expect(events()).toContain("/bot conversation_opened");
    const facts = await takeJobs<{ what: string }>("record_reporting");
    expect(facts.map(({ what }) => what)).toContain("handed_off");
    heard = [];
    await say("Are you there?");
    expect(events()).toEqual(["/bot message_created"]);
  });

  test("opens as pending again when the customer comes back, and its end is told to the bot", async () => {
    await toggle("resolved", account.admin.token);
    expect(events()).toContain("/bot conversation_resolved");
    await say("One more thing");
    expect(await row()).toMatchObject({ status: "pending" });
  });

  test("is told to the assigned bot as well, each once; not to one that was switched off or has no address", async () => {
    const second = await seedBot(account.id, "Second");
    await connect(second.id, "/second");
    const { sql } = runtime();
    await sql`update conversations set assignee_agent_bot_id = ${second.id} where account_id = ${account.id}`;
    await say("Hello");
    expect(events().sort()).toEqual(["/bot message_created", "/second message_created"]);
    heard = [];
    await sql`update agent_bot_inboxes set status = 'inactive' where account_id = ${account.id}`;
    await sql`update agent_bots set outgoing_url = '' where id = ${second.id}`;
    await say("Anybody?");
    expect(heard).toEqual([]);
  });
});

describe("a bot that cannot be reached", () => {
  const lines = () => runtime().sql<{ content: string }[]>`
    select content from messages where account_id = ${account.id} and message_type = 2`;

  test("is called five times, then the conversation is open for people, with a line that says why", async () => {
    answer = 500;
    await say("Hello");
    expect(heard.filter(({ event }) => event === "message_created")).toHaveLength(5);
    expect(await row()).toMatchObject({ status: "open" });
    expect((await lines()).map(({ content }) => content)).toContain(
      "Conversation was marked open by system due to an error with the agent bot.",
    );
  });

  test("leaves it pending where the account wants that", async () => {
    await runtime().sql`
      update accounts set settings = settings || '{"keep_pending_on_bot_failure": true}' where id = ${account.id}`;
    answer = 500;
    await say("Hello");
    expect(await row()).toMatchObject({ status: "pending" });
    expect(await lines()).toHaveLength(0);
  });

  test("changes nothing in a conversation that people have already", async () => {
    await toggle("snoozed", account.admin.token);
    answer = 500;
    await say("A note", { private: true });
    expect(await row()).toMatchObject({ status: "snoozed" });
  });
});
