import { generateKeyPairSync, verify } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type SeededAccount, seedConversation, seedMessage, seedTwoAccounts } from "#db/testing/seed.ts";
import { seedLabel } from "#db/testing/seed-settings.ts";
import { takeJobs } from "#db/testing/take-jobs.ts";
import { startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { call } from "#server/platform/http/testing/call.ts";
import { runtime } from "#server/platform/runtime.ts";
import * as followUp from "../../../app/api/v1/accounts/[account_id]/captain/tasks/follow_up/route.ts";
import * as labelSuggestion from "../../../app/api/v1/accounts/[account_id]/captain/tasks/label_suggestion/route.ts";
import * as replySuggestion from "../../../app/api/v1/accounts/[account_id]/captain/tasks/reply_suggestion/route.ts";
import * as rewrite from "../../../app/api/v1/accounts/[account_id]/captain/tasks/rewrite/route.ts";
import * as summarize from "../../../app/api/v1/accounts/[account_id]/captain/tasks/summarize/route.ts";
import * as translate from "../../../app/api/v1/accounts/[account_id]/conversations/[conversation_id]/messages/[message_id]/translate/route.ts";
import * as processEvent from "../../../app/api/v1/accounts/[account_id]/integrations/hooks/[hook_id]/process_event/route.ts";
import { dispatchEvents } from "../../platform/events/dispatch-events.ts";
import { toggleStatus } from "../conversations/toggle-status.ts";
import { createMessage } from "../messages/create-message.ts";
import { registry } from "../registry.ts";
import { deliverWebhook } from "../webhooks/deliver-webhook.ts";
import { listWebhookDeliveries } from "../webhooks/delivery-log.ts";
import { createHook, updateHook } from "./write-hook.ts";

interface Received {
  path: string;
  authorization: string | undefined;
  body: string;
}

let account: SeededAccount & { other: SeededAccount };
let server: Server;
let base: string;
let received: Received[] = [];
let answer: { status: number; body: unknown } = { status: 200, body: {} };
const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });

beforeAll(async () => {
  await startTestRuntime();
  server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => (body += chunk));
    request.on("end", () => {
      received.push({ path: request.url ?? "", authorization: request.headers.authorization, body });
      const told = request.url === "/token" ? { status: 200, body: { access_token: "granted" } } : answer;
      response.writeHead(told.status, { "content-type": "application/json" }).end(JSON.stringify(told.body));
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
beforeEach(async () => {
  account = await seedTwoAccounts();
  received = [];
  await takeJobs("deliver_webhook");
});
afterAll(async () => {
  server.close();
  await stopTestRuntime();
});

const says = (content: string) => {
  answer = { status: 200, body: { choices: [{ message: { content } }] } };
};
const connectModel = (settings: Record<string, unknown> = {}) =>
  createHook(account.admin.ctx, {
    app_id: "openai",
    settings: { api_key: "sk-1", base_url: `${base}/v1/`, ...settings },
  });
const as = (token = account.inside.token) => ({ params: { account_id: account.id }, token });
const asked = () =>
  JSON.parse(received.at(-1)?.body ?? "{}") as { model: string; messages: { role: string; content: string }[] };

async function spokenConversation() {
  const conversation = await seedConversation(account);
  await seedMessage(account.id, conversation, { content: "Where is my parcel?" });
  await seedMessage(account.id, conversation, { content: "not for the model", private: true, messageType: 1 });
  return conversation;
}

test("a text is put in other words by the connected model, and a further wish goes on from there", async () => {
  await connectModel();
  says(" Good morning! ");
  const first = await call(rewrite.POST, { ...as(), body: { content: "hi", operation: "make_friendly" } });
  expect([first.status, first.body.message]).toEqual([200, "Good morning!"]);
  expect(received.at(-1)).toMatchObject({ path: "/v1/chat/completions", authorization: "Bearer sk-1" });
  expect(asked()).toMatchObject({
    model: "gpt-4o-mini",
    messages: [{ role: "system" }, { role: "user", content: "hi" }],
  });
  says("Morning!");
  const body = { message: "Shorter", follow_up_context: first.body.follow_up_context };
  const second = await call(followUp.POST, { ...as(), body });
  expect(second.body).toMatchObject({ message: "Morning!", follow_up_context: { last_response: "Morning!" } });
  expect(
    asked()
      .messages.map(({ content }) => content)
      .slice(1),
  ).toEqual(["hi", "Good morning!", "Shorter"]);
});

test("a conversation is summed up and answered from what customer and agents said, notes left out", async () => {
  await connectModel();
  says("A parcel is late.");
  const { displayId } = await spokenConversation();
  const body = { conversation_display_id: displayId };
  for (const route of [summarize.POST, replySuggestion.POST]) {
    const result = await call(route, { ...as(), body });
    expect(result.body.message).toBe("A parcel is late.");
    expect(asked().messages[1]?.content).toMatch(/^Customer .*: Where is my parcel\?$/);
  }
});

test("labels are suggested only when the account wants it, and only its own", async () => {
  const hook = await connectModel();
  await seedLabel(account.id, { title: "shipping" });
  says("Shipping, invented");
  const body = { conversation_display_id: (await spokenConversation()).displayId };
  expect((await call(labelSuggestion.POST, { ...as(), body })).body).toEqual({ message: null });
  await updateHook(account.admin.ctx, { hook_id: hook.id, settings: { label_suggestion: true } });
  expect((await call(labelSuggestion.POST, { ...as(), body })).body.message).toBe("shipping");
});

test("a conversation that the caller may not open goes to no model", async () => {
  await connectModel();
  const body = { conversation_display_id: (await spokenConversation()).displayId };
  expect((await call(summarize.POST, { ...as(account.outside.token), body })).status).toBe(401);
  expect((await call(summarize.POST, { ...as(), body: { conversation_display_id: 999 } })).status).toBe(404);
  expect(received).toEqual([]);
});

test("without a model, switched off or with an unknown wish it is a 422 that says so", async () => {
  const body = { content: "hi", operation: "rephrase" };
  const none = await call(rewrite.POST, { ...as(), body });
  expect([none.status, none.body]).toMatchObject([422, { error: expect.stringContaining("No language model") }]);
  await connectModel();
  expect((await call(rewrite.POST, { ...as(), body: { ...body, operation: "sing" } })).status).toBe(422);
  answer = { status: 401, body: { error: { message: "Incorrect API key" } } };
  const refused = await call(rewrite.POST, { ...as(), body });
  expect([refused.status, refused.body]).toEqual([422, { error: "The language model refused: Incorrect API key" }]);
  answer = { status: 200, body: "no object" };
  expect((await call(rewrite.POST, { ...as(), body })).status).toBe(422);
});

test("the older way through the hook answers the same questions", async () => {
  const hook = await connectModel();
  says("Hello there");
  const ask = (name: string, data: unknown) =>
    call(processEvent.POST, {
      params: { account_id: account.id, hook_id: hook.id },
      token: account.inside.token,
      body: { event: { name, data } },
    });
  expect((await ask("rephrase", { content: "hi", tone: "professional" })).body).toEqual({ message: "Hello there" });
  const { displayId } = await spokenConversation();
  expect((await ask("summarize", { conversation_display_id: displayId })).body).toEqual({ message: "Hello there" });
  expect((await ask("summarize", {})).status).toBe(422);
  expect((await ask("sing", { content: "hi" })).status).toBe(422);
  await updateHook(account.admin.ctx, { hook_id: hook.id, status: false });
  expect((await ask("rephrase", { content: "hi" })).status).toBe(422);
});

const credentials = () => ({
  client_email: "parley@shop-12.iam.gserviceaccount.com",
  private_key: privateKey.export({ type: "pkcs8", format: "pem" }) as string,
  token_uri: `${base}/token`,
});

test("a message is translated once, with the account's own key", async () => {
  const settings = { project_id: "shop-12", credentials: JSON.stringify(credentials()), endpoint: base };
  await createHook(account.admin.ctx, { app_id: "google_translate", settings });
  answer = { status: 200, body: { translations: [{ translatedText: "Good morning" }] } };
  const conversation = await seedConversation(account);
  const { id } = await seedMessage(account.id, conversation, { content: "Bom dia" });
  const params = { account_id: account.id, conversation_id: conversation.displayId, message_id: id };
  const ask = () => call(translate.POST, { params, token: account.inside.token, body: { target_language: "en" } });
  expect((await ask()).body).toEqual({ content: "Good morning" });
  const [token, translation] = received;
  const assertion = new URLSearchParams(token?.body).get("assertion") ?? "";
  const [head = "", claims = "", signature = ""] = assertion.split(".");
  expect(verify("RSA-SHA256", Buffer.from(`${head}.${claims}`), publicKey, Buffer.from(signature, "base64url"))).toBe(
    true,
  );
  expect(translation).toMatchObject({ path: "/v3/projects/shop-12:translateText", authorization: "Bearer granted" });
  const again = await ask();
  expect([again.status, again.text, received.length]).toEqual([200, "", 2]);
  const [row] = await runtime().sql`select content_attributes as attributes from messages where id = ${id}`;
  expect(row?.attributes).toEqual({ translations: { en: "Good morning" } });
});

test("translating says what is missing, and what the provider refused", async () => {
  const conversation = await seedConversation(account);
  const { id } = await seedMessage(account.id, conversation, { content: "Bom dia" });
  const params = { account_id: account.id, conversation_id: conversation.displayId, message_id: id };
  const ask = (target_language: string) =>
    call(translate.POST, { params, token: account.inside.token, body: { target_language } });
  expect((await ask("en")).body).toMatchObject({ error: expect.stringContaining("not connected") });
  expect((await ask("in English, please")).status).toBe(422);
  const settings = { project_id: "shop-12", credentials: credentials(), endpoint: base };
  await createHook(account.admin.ctx, { app_id: "google_translate", settings });
  answer = { status: 403, body: { error: { message: "Billing is off" } } };
  expect((await ask("en")).body).toEqual({ error: "Google Translate refused: Billing is off" });
});

async function deliver(): Promise<string[]> {
  await dispatchEvents(registry);
  for (const job of await takeJobs<{ account_id: number; delivery_id: number }>("deliver_webhook"))
    await deliverWebhook({ accountId: job.account_id, deliveryId: job.delivery_id });
  return received.map(({ body }) => (JSON.parse(body) as { text: string }).text);
}

test("a chat room is told what it asked for, with the way to the conversation and without notes", async () => {
  const settings = {
    webhook_url: `${base}/services/secret-path`,
    events: ["message_incoming", "message_outgoing", "conversation_resolved"],
  };
  await createHook(account.admin.ctx, { app_id: "slack", settings });
  answer = { status: 200, body: "ok" };
  const { displayId } = await seedConversation(account);
  const write = (given: Record<string, unknown>) =>
    createMessage(account.inside.ctx, { conversation_id: displayId, ...given });
  await write({ content: "Is <b> & co. here?", message_type: "incoming" });
  await write({ content: "Yes" });
  await write({ content: "Between us", private: true });
  await toggleStatus(account.inside.ctx, { conversation_id: displayId, status: "resolved" });
  const texts = await deliver();
  expect(texts).toHaveLength(3);
  const place = `/conversations/${displayId}|#${displayId}>`;
  expect(texts.filter((text) => text.includes(place))).toHaveLength(3);
  for (const part of ["Is &lt;b&gt; &amp; co. here?", "Yes", "is resolved"])
    expect(texts.filter((text) => text.includes(part))).toHaveLength(1);
  expect(received[0]?.path).toBe("/services/secret-path");
});

test("the address of a chat room is in no log of calls; switched off it gets nothing more", async () => {
  const settings = { webhook_url: `${base}/services/secret-path` };
  const hook = await createHook(account.admin.ctx, { app_id: "slack", settings });
  const { displayId } = await seedConversation(account);
  const write = () =>
    createMessage(account.inside.ctx, { conversation_id: displayId, content: "Hi", message_type: "incoming" });
  await write();
  await deliver();
  const log = await listWebhookDeliveries(account.admin.ctx, { page: 1 });
  expect(log.payload).toMatchObject([{ target: `hook:${hook.id}`, url: base, state: "delivered" }]);
  await updateHook(account.admin.ctx, { hook_id: hook.id, status: false });
  await write();
  await deliver();
  expect(received).toHaveLength(1);
});
