import { createHash, createHmac } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { inboxes as inboxRows } from "#db/schema/inboxes.ts";
import { type SeededAccount, seedInbox, seedMessage, seedTwoAccounts } from "#db/testing/seed.ts";
import { startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { GET as campaigns } from "../../../app/api/v1/widget/campaigns/route.ts";
import { POST as config } from "../../../app/api/v1/widget/config/route.ts";
import { GET as contact, PATCH as updateContact } from "../../../app/api/v1/widget/contact/route.ts";
import { PATCH as setUser } from "../../../app/api/v1/widget/contact/set_user/route.ts";
import { GET as current, POST as start } from "../../../app/api/v1/widget/conversations/route.ts";
import { GET as end } from "../../../app/api/v1/widget/conversations/toggle_status/route.ts";
import { POST as seen } from "../../../app/api/v1/widget/conversations/update_last_seen/route.ts";
import { GET as agents } from "../../../app/api/v1/widget/inbox_members/route.ts";
import { PATCH as submit } from "../../../app/api/v1/widget/messages/[id]/route.ts";
import { GET as messages, POST as write } from "../../../app/api/v1/widget/messages/route.ts";
import { website } from "../../channels/website/index.ts";
import { call } from "../../platform/http/testing/call.ts";
import { runtime } from "../../platform/runtime.ts";
import { encrypt } from "../../platform/secrets.ts";
import { serveWidgetLook } from "./widget-look.ts";
import { serveWidgetPage } from "./widget-page.ts";

let account: SeededAccount & { other: SeededAccount };
let inbox: { id: number; identifier: string };

beforeAll(async () => {
  await startTestRuntime();
});
afterAll(stopTestRuntime);
beforeEach(async () => {
  account = await seedTwoAccounts();
  inbox = await seedInbox(account.id, [account.inside.id], { channel: "website", name: "Shop", settings: settings() });
});

const settings = (more: object = {}) =>
  website.settings.parse({ website_url: "https://example.com", ...more }) as never;
const change = (values: Partial<typeof inboxRows.$inferInsert>) =>
  runtime()
    .db.update(inboxRows)
    .set(values)
    .where(eq(inboxRows.id, inbox.id))
    .then(() => runtime().caches.clear());
const as = (token: string, query = "") => ({
  query: `?website_token=${inbox.identifier}${query}`,
  headers: { "x-auth-token": token },
});

async function visit(token = "") {
  const { body } = await call(config, { ...as(token), body: {} });
  return {
    ...body.contact,
    token: String(body.website_channel_config.auth_token),
    config: body.website_channel_config,
  };
}

test("a first visit makes somebody new, the next one with the token is the same person", async () => {
  const ana = await visit();
  expect(ana.name).toMatch(/^[a-z]+-[a-z]+-\d+$/);
  expect(ana.config).toMatchObject({
    website_name: "Shop",
    website_token: inbox.identifier,
    widget_color: "#1f93ff",
    reply_time: "in_a_few_minutes",
    pre_chat_form_enabled: false,
    is_open: true,
    utc_off_set: "+00:00",
  });
  expect((await visit(ana.token)).id).toBe(ana.id);
  expect((await visit("nonsense.nonsense.nonsense")).id).not.toBe(ana.id);
  const forged = ana.token.replace(/\.[^.]+$/, ".AAAA");
  expect((await call(contact, as(forged))).status).toBe(404);
  expect((await call(contact, { query: `?website_token=${inbox.identifier}` })).status).toBe(404);
  const unknown = await call(config, { query: "?website_token=x", body: {} });
  expect([unknown.status, unknown.body]).toEqual([404, { error: "web widget does not exist" }]);
  expect((await call(config, { query: `?website_token=${account.inbox.identifier}`, body: {} })).status).toBe(404);
  await runtime().sql`update accounts set status = 'suspended' where id = ${account.id}`;
  const suspended = await call(config, { ...as(ana.token), body: {} });
  expect([suspended.status, suspended.body]).toEqual([401, { error: "Account is suspended" }]);
});

test("the first message starts a conversation that its visitor alone reads, without notes", async () => {
  const ana = await visit();
  expect((await call(current, as(ana.token))).body).toEqual({});
  expect((await call(messages, as(ana.token))).body).toEqual({ payload: [], meta: { contact_last_seen_at: null } });
  const sent = await call(write, {
    ...as(ana.token),
    body: { message: { content: "Hello", echo_id: "e1", referer_url: "https://example.com/cart" } },
  });
  expect(sent.body).toMatchObject({ content: "Hello", echo_id: "e1", inbox_id: inbox.id, private: false });
  const { id, status } = (await call(current, as(ana.token))).body;
  expect(status).toBe("open");
  const [row] = await runtime().sql<{ id: number; contactId: number; attributes: object }[]>`
    select id, contact_id as "contactId", additional_attributes as attributes from conversations
    where account_id = ${account.id} and display_id = ${id ?? 0}`;
  expect(row?.attributes).toMatchObject({ referer: "https://example.com/cart" });
  const place = {
    id: row?.id ?? 0,
    displayId: id ?? 0,
    inboxId: inbox.id,
    contactId: ana.id,
    contactInboxId: 0,
    sourceId: "",
  };
  await seedMessage(account.id, place, {
    messageType: 1,
    senderType: "User",
    senderId: account.inside.id,
    content: "Hi",
  });
  await seedMessage(account.id, place, { messageType: 1, private: true, content: "secret" });
  const listed = (await call(messages, as(ana.token))).body.payload;
  expect(listed.map(({ content }) => content)).toEqual(["Hello", "Hi"]);
  expect((await call(messages, as(ana.token, `&after=${listed[0]?.id}`))).body.payload).toHaveLength(1);
  expect((await call(current, as(ana.token))).body.unread_count).toBe(1);
  expect((await call(seen, { ...as(ana.token), body: {} })).status).toBe(200);
  expect((await call(current, as(ana.token))).body.unread_count).toBe(0);
  // Most likely in the very second of that look.
  await seedMessage(account.id, place, { messageType: 1, content: "One more thing" });
  expect((await call(current, as(ana.token))).body.unread_count).toBe(1);
  const other = await visit();
  expect((await call(messages, as(other.token))).body.payload).toEqual([]);
  expect((await call(current, as(other.token))).body).toEqual({});
});

test("where a resolved conversation is final, the next message starts another; ending needs the inbox's leave", async () => {
  await change({ allowMessagesAfterResolved: false });
  const ana = await visit();
  const post = (content: string) => call(write, { ...as(ana.token), body: { message: { content } } });
  const first = (await post("one")).body.conversation_id;
  expect((await call(end, as(ana.token))).status).toBe(200);
  expect((await call(current, as(ana.token))).body.status).toBe("resolved");
  expect((await post("two")).body.conversation_id).not.toBe(first);
  await change({ settings: settings({ selected_feature_flags: [] }) });
  expect((await call(end, as(ana.token))).status).toBe(403);
});

test("the form before the first message says who it is; wrong addresses are passed over", async () => {
  const ana = await visit();
  const { body } = await call(start, {
    ...as(ana.token),
    body: {
      contact: { name: "Ana", email: "ana@example.com", phone_number: "nonsense", custom_attributes: { plan: "pro" } },
      message: { content: "Hello" },
      custom_attributes: { order: 7 },
    },
  });
  expect(body).toMatchObject({ status: "open", custom_attributes: { order: 7 }, messages: [{ content: "Hello" }] });
  expect(body.contact).toMatchObject({ name: "Ana", email: "ana@example.com", phone_number: null });
  expect((await call(contact, as(ana.token))).body).toMatchObject({ has_email: true, has_phone_number: false });
});

test("the website says who signed in: proved by hash where asked for, and another person gets another place", async () => {
  await change({ hmacMandatory: true, hmacToken: encrypt("key") });
  const hash = (identifier: string) => createHmac("sha256", "key").update(identifier).digest("hex");
  const visitor = await visit();
  const sign = (identifier: string, identifier_hash?: string) =>
    call(setUser, { ...as(visitor.token), body: { identifier, identifier_hash, name: identifier } });
  const refused = await sign("u1", "wrong");
  expect([refused.status, refused.body]).toEqual([401, { error: "HMAC failed: Invalid Identifier Hash Provided" }]);
  expect((await sign("u1")).status).toBe(401);
  const first = await sign("u1", hash("u1"));
  expect(first.body).toMatchObject({ identifier: "u1" });
  expect(first.body.widget_auth_token).toBeUndefined();
  await call(write, { ...as(visitor.token), body: { message: { content: "private to u1" } } });
  const second = await sign("u2", hash("u2"));
  expect(second.body.identifier).toBe("u2");
  const token = second.body.widget_auth_token ?? "";
  expect((await call(messages, as(token))).body.payload).toEqual([]);
  expect((await call(contact, as(visitor.token))).body.identifier).toBe("u1");
  // On another device the same person finds the conversation again.
  const elsewhere = await visit();
  await call(setUser, { ...as(elsewhere.token), body: { identifier: "u1", identifier_hash: hash("u1") } });
  expect((await call(messages, as(elsewhere.token))).body.payload.map(({ content }) => content)).toEqual([
    "private to u1",
  ]);
});

test("an address left in the chat identifies the visitor", async () => {
  const ana = await visit();
  const { conversation_id } = (await call(write, { ...as(ana.token), body: { message: { content: "Hi" } } })).body;
  const [row] = await runtime().sql<
    { id: number }[]
  >`select id from conversations where account_id = ${account.id} and display_id = ${conversation_id}`;
  const place = {
    id: row?.id ?? 0,
    displayId: conversation_id,
    inboxId: inbox.id,
    contactId: ana.id,
    contactInboxId: 0,
    sourceId: "",
  };
  const { id } = await seedMessage(account.id, place, { messageType: 3, senderType: null, contentType: "input_email" });
  const { body } = await call(submit, {
    ...as(ana.token),
    params: { id },
    body: { contact: { email: "ana@example.com" } },
  });
  expect(body.contact).toMatchObject({ email: "ana@example.com" });
  const listed = (await call(messages, as(ana.token))).body.payload;
  expect(listed.at(-1)?.content_attributes).toEqual({ submitted_email: "ana@example.com" });
  expect(
    (await call(updateContact, { ...as(ana.token), body: { email: "nonsense", name: "Ana" } })).body.has_name,
  ).toBe(true);
});

test("a conversation says what the visitor came with, and in which language their browser asks", async () => {
  const ana = await visit();
  const { headers, ...there } = as(ana.token);
  const agent = "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0";
  const browser = { ...headers, "user-agent": agent, "accept-language": "fr-CH, fr;q=0.9, en;q=0.8" };
  await call(start, {
    ...there,
    headers: browser,
    body: { message: { content: "Salut", referer_url: "https://a.b/c" } },
  });
  const [row] = await runtime()
    .sql`select additional_attributes as said from conversations where inbox_id = ${inbox.id}`;
  expect(row?.said).toMatchObject({
    browser: { browser_name: "Firefox", browser_version: "143.0", platform_name: "Linux" },
    browser_language: "fr",
    referer: "https://a.b/c",
  });
});

test("the widget speaks the language of its account, and no campaign speaks by itself", async () => {
  await runtime().sql`update accounts set locale = 'pt-BR' where id = ${account.id}`;
  const ana = await visit();
  expect(ana.config.locale).toBe("pt_BR");
  expect(await call(campaigns, as(ana.token))).toMatchObject({ status: 200, body: [] });
  expect((await call(campaigns, { query: "?website_token=x" })).status).toBe(404);
});

test("only kinds of files that visitors may send are taken", async () => {
  const ana = await visit();
  const send = (file: File) => {
    const body = new FormData();
    body.append("message[content]", "");
    body.append("message[attachments][]", file);
    return call(write, { ...as(ana.token), body });
  };
  expect((await send(new File(["x"], "a.exe", { type: "application/x-msdownload" }))).status).toBe(422);
  const sent = await send(new File(["hello"], "a.txt", { type: "text/plain" }));
  expect([sent.status, sent.body.attachments?.length]).toEqual([200, 1]);
});

test("a first message that meets the merge of its sender goes to whom they became", async () => {
  const known = await visit();
  await call(setUser, { ...as(known.token), body: { identifier: "u-1", name: "Ana" } });
  const ana = await visit();
  const [merge, sent] = await Promise.all([
    call(setUser, { ...as(ana.token), body: { identifier: "u-1", name: "Ana" } }),
    call(write, { ...as(ana.token), body: { message: { content: "Hello" } } }),
  ]);
  expect([merge.status, sent.status]).toEqual([200, 200]);
  const { body } = await call(messages, as(ana.token));
  expect(body.payload).toMatchObject([{ content: "Hello" }]);
});

test("a closed inbox says when it opens again", async () => {
  expect((await visit()).config).toMatchObject({ is_open: true, opens_at: null });
  const closed = [0, 1, 2, 3, 4, 5, 6].map((day_of_week) => ({ day_of_week, closed_all_day: true }));
  await change({ workingHoursEnabled: true, workingHours: closed });
  expect((await visit()).config).toMatchObject({ is_open: false, opens_at: null });
  const today = new Date().getUTCDay();
  const tomorrow = { day_of_week: (today + 1) % 7, open_hour: 9, open_minutes: 30, close_hour: 17, close_minutes: 0 };
  await change({ workingHours: closed.map((day) => (day.day_of_week === tomorrow.day_of_week ? tomorrow : day)) });
  const { config: said } = await visit();
  // Midnight may pass while this runs: then it is open tomorrow no more, but today.
  if (new Date().getUTCDay() === today) expect(said.opens_at).toMatch(/T09:30:00\.000Z$/);
});

test("members of the inbox are shown by name and whether they are there", async () => {
  const ana = await visit();
  const { payload } = (await call(agents, as(ana.token))).body;
  expect(payload).toEqual([
    { id: account.inside.id, name: account.inside.name, avatar_url: "", availability_status: "online" },
  ]);
});

const asked = (path: string) => ({
  method: "GET",
  url: new URL(`http://x${path}`),
  headers: {},
  body: Buffer.alloc(0),
  key: [],
});
const page = (key: string, query = "") => serveWidgetPage(asked(`/widget?website_token=${key}${query}`));

test("a page asks how the button looks without making anybody a visitor, from wherever it is", async () => {
  await change({ settings: settings({ widget_color: "#0f766e" }) });
  const look = (key: string) => serveWidgetLook(asked(`/widget/look?website_token=${key}`));
  const before = await runtime().sql`select count(*)::int as n from contacts`;
  const { status, body, headers } = await look(inbox.identifier);
  expect(status).toBe(200);
  expect(JSON.parse(body)).toEqual({ color: "#0f766e", locale: "en" });
  expect(headers).toMatchObject({ "access-control-allow-origin": "*", "cache-control": "public, max-age=60" });
  expect(await runtime().sql`select count(*)::int as n from contacts`).toEqual(before);
  expect(await look("x")).toMatchObject({
    status: 404,
    body: '{"error":"web widget does not exist"}',
    headers: { "access-control-allow-origin": "*" },
  });
});

test("the page names its visitor to the scripts in it, and its policy lets that script run alone", async () => {
  const ana = await visit();
  const { body, headers } = await page(inbox.identifier, `&cw_conversation=${ana.token}`);
  const [, script = ""] = /<script>(.*?)<\/script>/s.exec(body) ?? [];
  expect(script).toContain(`window.chatwootPubsubToken = "${ana.pubsub_token}"`);
  expect(script).toMatch(/window\.chatwootWebChannel = {.*"websiteName":"Shop"/);
  const hash = createHash("sha256").update(script).digest("base64");
  expect(headers?.["content-security-policy"]).toContain(`script-src 'self' 'sha256-${hash}';`);
  const [, token = ""] = /window\.authToken = "(.*?)"/.exec((await page(inbox.identifier)).body) ?? [];
  const stranger = (await call(contact, as(token))).body;
  expect(stranger.id).not.toBe(ana.id);
  expect((await page(inbox.identifier, "&cw_conversation=")).body).not.toContain("authToken");
});

test("the page may be framed by everybody, or by the domains of the inbox alone", async () => {
  expect((await page(inbox.identifier)).headers?.["content-security-policy"]).not.toContain("frame-ancestors");
  await change({ settings: settings({ allowed_domains: "example.com, *.example.org; script-src *" }) });
  const { headers, status } = await page(inbox.identifier);
  expect(status).toBe(200);
  expect(headers?.["content-security-policy"]).toMatch(/frame-ancestors 'self' example\.com \*\.example\.org$/);
  expect(await page("x")).toMatchObject({ status: 404, body: '{"error":"web widget does not exist"}' });
});
