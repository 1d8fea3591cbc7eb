import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { inboxes } from "#db/schema/inboxes.ts";
import { events } from "#db/schema/platform.ts";
import { type SeededAccount, seedConversation, seedInbox, seedMessage, seedTwoAccounts } from "#db/testing/seed.ts";
import { expectStatements, startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { call } from "#server/platform/http/testing/call.ts";
import { runtime } from "#server/platform/runtime.ts";
import * as membersOfOne from "../../../app/api/v1/accounts/[account_id]/inbox_members/[inbox_id]/route.ts";
import * as members from "../../../app/api/v1/accounts/[account_id]/inbox_members/route.ts";
import * as one from "../../../app/api/v1/accounts/[account_id]/inboxes/[id]/route.ts";
import * as available from "../../../app/api/v1/accounts/[account_id]/inboxes/available_channels/route.ts";
import * as all from "../../../app/api/v1/accounts/[account_id]/inboxes/route.ts";
import { SECRET_MASK } from "./contract.ts";
import { findWebhookInbox } from "./find-webhook-inbox.ts";
import { listInboxes } from "./list-inboxes.ts";

let account: SeededAccount & { other: SeededAccount };

beforeAll(async () => {
  await startTestRuntime({ APP_URL: "https://inbox.example.com" });
});
beforeEach(async () => {
  await runtime().sql`delete from inboxes`;
  account = await seedTwoAccounts();
});
afterAll(stopTestRuntime);

const admin = () => ({ params: { account_id: account.id }, token: account.admin.token });
const at = (id: number, token = account.admin.token) => ({ params: { account_id: account.id, id }, token });
const create = (body: object) => call(all.POST, { ...admin(), body });
const line = (more: object = {}) => ({
  key: "simulator",
  settings: { base_url: "http://127.0.0.1:9", token: "s3cret", phone_number: "+12025550111", ...more },
});
const row = async (id: number) => (await runtime().db.select().from(inboxes).where(eq(inboxes.id, id)))[0];
const eventTypes = async () =>
  (await runtime().db.select().from(events).where(eq(events.accountId, account.id)).orderBy(events.id)).map(
    (event) => event.type,
  );
const jobs = async () =>
  (await runtime().sql`select task_identifier from graphile_worker.jobs`).map((job) => job.task_identifier);

test("create: an API inbox in the contract's form, with its tokens, defaults and no member", async () => {
  const result = await create({
    name: " Evolution ",
    channel: { type: "api", webhook_url: "https://example.com/hook" },
    timezone: "America/Sao_Paulo",
  });
  expect(result.status).toBe(200);
  expect(result.body).toMatchObject({
    name: "Evolution",
    channel_type: "Channel::Api",
    provider: null,
    phone_number: null,
    webhook_url: "https://example.com/hook",
    inbox_identifier: expect.stringMatching(/^\w{24}$/),
    hmac_token: expect.stringMatching(/^\w{24}$/),
    hmac_mandatory: false,
    timezone: "America/Sao_Paulo",
    working_hours_enabled: false,
    website_url: null,
    connection: { state: "open" },
    revision: 1,
  });
  expect(result.body.working_hours[0]).toMatchObject({ day_of_week: 0, closed_all_day: true });
  expect(result.body.working_hours[1]).toMatchObject({ open_hour: 9, close_hour: 17, closed_all_day: false });
  const listed = await call(membersOfOne.GET, {
    params: { account_id: account.id, inbox_id: result.body.id },
    token: account.admin.token,
  });
  expect(listed.body).toEqual({ payload: [] });
  expect(await eventTypes()).toEqual(["inbox.created", "record.changed"]);
});

test("create: the reply window of an API inbox is a capability of its channel", async () => {
  const channel = { type: "api", additional_attributes: { agent_reply_time_window: "12" } };
  const result = await create({ name: "Window", channel });
  expect(result.body).toMatchObject({
    additional_attributes: { agent_reply_time_window: 12 },
    capabilities: { replyWindowHours: 12 },
  });
  const wrong = await create({
    name: "x",
    channel: { ...channel, additional_attributes: { agent_reply_time_window: 0 } },
  });
  expect(wrong).toMatchObject({ status: 422, body: { attributes: ["agent_reply_time_window"] } });
});

test("create: a line is asked for its webhook by a job; its secret is encrypted and never comes back", async () => {
  const result = await create({ name: "Line", channel: line() });
  expect(result.body).toMatchObject({
    channel: "simulator",
    phone_number: "+12025550111",
    settings: { token: SECRET_MASK, base_url: "http://127.0.0.1:9" },
    provider_config: { token: SECRET_MASK, base_url: "http://127.0.0.1:9" },
    provider_connection: { connection: null },
    callback_webhook_url: expect.stringMatching(/^https:\/\/inbox\.example\.com\/webhooks\/simulator\/\w{24}$/),
    capabilities: { groups: true, contactKey: "phone" },
    connection: { state: "unknown" },
  });
  expect(result.text).not.toContain("s3cret");
  expect(JSON.stringify(await row(result.body.id))).not.toContain("s3cret");
  expect(await jobs()).toContain("subscribe_inbox");
});

test("create: the contract's names for type, provider and settings mean the same channel", async () => {
  const body = {
    name: "Line",
    channel: {
      type: "whatsapp",
      provider: "simulator",
      phone_number: "+12025550111",
      provider_config: { token: "s3cret" },
    },
  };
  expect((await create(body)).body).toMatchObject({
    channel: "simulator",
    provider: "simulator",
    channel_type: "Channel::Whatsapp",
  });
});

test("create: 422 names the field", async () => {
  const attributes = async (body: object) => {
    const result = await create(body);
    expect(result.status).toBe(422);
    return (result.body as unknown as { attributes: string[] }).attributes;
  };
  expect(await attributes({ channel: { type: "api" } })).toEqual(["name"]);
  expect(await attributes({ name: "x" })).toEqual(["channel"]);
  expect(await attributes({ name: "x", channel: { type: "carrier_pigeon" } })).toEqual(["channel.type"]);
  expect(await attributes({ name: "x", channel: { type: "whatsapp", provider: "nobody" } })).toEqual([
    "channel.provider",
  ]);
  expect(await attributes({ name: "x", channel: line({ token: "", phone_number: "12" }) })).toEqual([
    "token",
    "phone_number",
  ]);
  expect(await attributes({ name: "x", channel: { type: "api", webhook_url: "nonsense" } })).toEqual(["webhook_url"]);
  expect(await attributes({ name: "x", channel: { type: "api" }, timezone: "Mars/Base" })).toEqual(["timezone"]);
  expect(
    await attributes({ name: "x", channel: { type: "api" }, auto_assignment_config: { max_assignment_limit: 0 } }),
  ).toEqual(["auto_assignment_config"]);
  const wrongDay = [{ day_of_week: 1, open_hour: 18, close_hour: 9 }];
  expect(await attributes({ name: "x", channel: { type: "api" }, working_hours: wrongDay })).toEqual(["working_hours"]);
  expect(await eventTypes()).toEqual([]);
});

test("create: a phone number belongs to one inbox of the installation, also when two are made at once", async () => {
  const elsewhere = {
    params: { account_id: account.other.id },
    token: account.other.admin.token,
    body: { name: "B", channel: line() },
  };
  const results = await Promise.all([create({ name: "A", channel: line() }), call(all.POST, elsewhere)]);
  expect(results.map((result) => result.status).sort()).toEqual([200, 422]);
  const refusal = results.find((result) => result.status === 422);
  expect(refusal?.body).toEqual({ message: "Phone number has already been taken", attributes: ["phone_number"] });
});

test("create: 401 for agents and strangers", async () => {
  const body = { name: "x", channel: { type: "api" } };
  expect((await call(all.POST, { ...admin(), token: account.inside.token, body })).status).toBe(401);
  expect((await call(all.POST, { ...admin(), token: undefined, body })).status).toBe(401);
  expect((await call(available.GET, { ...admin(), token: account.inside.token })).status).toBe(401);
});

test("list: administrators see all by name, agents theirs, without configuration; one statement", async () => {
  await create({ name: "alpha", channel: line() });
  const result = await call(all.GET, admin());
  expect(result.body.payload.map((inbox) => inbox.name)).toEqual(["alpha", "Support"]);
  const seen = await expectStatements(1, () => listInboxes(account.inside.ctx));
  expect(seen.payload.map((inbox) => inbox.id)).toEqual([account.inbox.id]);
  expect((await listInboxes(account.outside.ctx)).payload).toEqual([]);
});

test("get: 200 for members, without what only administrators may know", async () => {
  const made = await create({ name: "Line", channel: line() });
  const { id } = made.body;
  await call(members.POST, { ...admin(), body: { inbox_id: id, user_ids: [account.inside.id] } });
  const seen = await call(one.GET, at(id, account.inside.token));
  expect(seen.body).toMatchObject({ id, settings: null, provider_config: null, callback_webhook_url: null });
  expect(seen.body).not.toHaveProperty("hmac_token");
  expect((await call(one.GET, at(account.inbox.id, account.inside.token))).body).not.toHaveProperty("hmac_token");
});

test("get, update, delete: 401 for who is no member or no administrator, 404 in another account", async () => {
  const { id } = account.inbox;
  expect((await call(one.GET, at(id, account.outside.token))).status).toBe(401);
  expect((await call(one.PATCH, { ...at(id, account.inside.token), body: { name: "x" } })).status).toBe(401);
  expect((await call(one.DELETE, at(id, account.inside.token))).status).toBe(401);
  const foreign = { params: { account_id: account.id, id: account.other.inbox.id }, token: account.admin.token };
  expect((await call(one.GET, foreign)).status).toBe(404);
  expect((await call(one.PATCH, { ...foreign, body: { name: "x" } })).status).toBe(404);
  expect((await call(one.DELETE, foreign)).status).toBe(404);
});

test("update: only what is given changes; the text null is null; one day of the week can be given", async () => {
  const { id } = account.inbox;
  await call(one.PATCH, {
    ...at(id),
    body: { greeting_message: "Hi", greeting_enabled: "true", business_name: "Acme" },
  });
  const changed = await call(one.PATCH, {
    ...at(id),
    body: { greeting_message: "null", csat_config: { message: "How was it?" } },
  });
  expect(changed.body).toMatchObject({
    greeting_enabled: true,
    greeting_message: null,
    business_name: "Acme",
    csat_config: { display_type: "emoji", message: "How was it?", survey_rules: { operator: "contains", values: [] } },
    revision: 3,
  });
  const made = await create({ name: "Hours", channel: { type: "api" } });
  const day = await call(one.PATCH, {
    ...at(made.body.id),
    body: { working_hours: [{ day_of_week: 6, open_all_day: true }, { day_of_week: 9 }] },
  });
  expect(day.body.working_hours.map((entry) => entry.closed_all_day)).toEqual([
    true,
    false,
    false,
    false,
    false,
    false,
    false,
  ]);
  expect(day.body.working_hours[6]).toMatchObject({
    open_hour: 0,
    close_hour: 23,
    close_minutes: 59,
    open_all_day: true,
  });
});

test("update: a masked or empty secret stays, a new one counts at once and the webhook is set again", async () => {
  const { id } = (await create({ name: "Line", channel: line() })).body;
  const identifier = (await row(id))?.identifier ?? "";
  await runtime().sql`delete from graphile_worker._private_jobs`;
  expect((await findWebhookInbox("simulator", identifier))?.settings).toMatchObject({ token: "s3cret" });
  await call(one.PATCH, {
    ...at(id),
    body: { channel: { settings: { token: SECRET_MASK, base_url: "http://127.0.0.1:9" } } },
  });
  expect(await jobs()).not.toContain("subscribe_inbox");
  await call(one.PATCH, { ...at(id), body: { channel: { provider_config: { token: "n3w" } } } });
  expect((await findWebhookInbox("simulator", identifier))?.settings).toMatchObject({
    token: "n3w",
    phone_number: "+12025550111",
  });
  expect(await jobs()).toContain("subscribe_inbox");
  expect((await call(one.PATCH, { ...at(id), body: { channel: { settings: { phone_number: "no" } } } })).status).toBe(
    422,
  );
});

test("a webhook address finds its inbox only under its own channel", async () => {
  const { id } = (await create({ name: "Line", channel: line() })).body;
  const identifier = (await row(id))?.identifier ?? "";
  expect(await findWebhookInbox("simulator", identifier)).toMatchObject({ accountId: account.id, inboxId: id });
  expect(await findWebhookInbox("api", identifier)).toBeNull();
  expect(await findWebhookInbox("simulator", "unknown-identifier")).toBeNull();
  expect(await findWebhookInbox("simulator", "../x")).toBeNull();
});

test("delete: out of sight at once, its number free, its rows removed by the job", async () => {
  const { removeInbox } = await import("../messages/remove-inbox.ts");
  const { id } = (await create({ name: "Line", channel: line() })).body;
  const conversation = await seedConversation(account, { inboxId: id });
  await seedMessage(account.id, conversation);
  const result = await call(one.DELETE, at(id));
  expect(result.body).toEqual({ message: "Your inbox deletion request will be processed in some time." });
  expect((await call(one.GET, at(id))).status).toBe(404);
  expect((await create({ name: "Again", channel: line() })).status).toBe(200);
  await removeInbox({ accountId: account.id, inboxId: id });
  expect(await row(id)).toBeUndefined();
  const [left] = await runtime().sql`select count(*)::int as n from messages where inbox_id = ${id}`;
  expect(left?.n).toBe(0);
});

test("members: added, made exactly, removed; each change is announced once with who it is about", async () => {
  const inbox = await seedInbox(account.id);
  const body = (...ids: number[]) => ({ ...admin(), body: { inbox_id: inbox.id, user_ids: ids } });
  const { inside, outside } = account;
  const idsOf = (result: { body: { payload: { id: number }[] } }) => result.body.payload.map((agent) => agent.id);
  expect(idsOf(await call(members.POST, body(inside.id)))).toEqual([inside.id]);
  expect(idsOf(await call(members.POST, body(inside.id, outside.id)))).toEqual([inside.id, outside.id]);
  expect(idsOf(await call(members.PATCH, body(outside.id)))).toEqual([outside.id]);
  expect(await call(members.DELETE, body(outside.id, 999_999))).toMatchObject({ status: 200, text: "" });
  const rows = await runtime()
    .db.select()
    .from(events)
    .where(and(eq(events.accountId, account.id), eq(events.type, "inbox_members.changed")))
    .orderBy(events.id);
  expect(rows.map((event) => event.data.user_ids)).toEqual([[inside.id], [outside.id], [inside.id], [outside.id]]);
});

test("members: 422 for somebody of another account, 404 for an unknown inbox, 401 for agents", async () => {
  const inbox = await seedInbox(account.id);
  const send = (inboxId: number, userId: number, token = account.admin.token) =>
    call(members.POST, { params: { account_id: account.id }, token, body: { inbox_id: inboxId, user_ids: [userId] } });
  expect(await send(inbox.id, account.other.inside.id)).toMatchObject({
    status: 422,
    body: { message: "User must exist" },
  });
  expect((await send(account.other.inbox.id, account.inside.id)).status).toBe(404);
  for (const inbox_id of [undefined, null, "", "none"]) {
    const body = { inbox_id, user_ids: [account.inside.id] };
    for (const change of [members.POST, members.PATCH, members.DELETE])
      expect((await call(change as typeof members.POST, { ...admin(), body })).status).toBe(404);
  }
  expect((await send(inbox.id, account.inside.id, account.inside.token)).status).toBe(401);
  const hidden = { params: { account_id: account.id, inbox_id: inbox.id }, token: account.inside.token };
  expect((await call(membersOfOne.GET, hidden)).status).toBe(401);
});

test("available channels: each with the fields of its form", async () => {
  const { payload } = (await call(available.GET, admin())).body;
  expect(payload.find((channel) => channel.key === "simulator")).toMatchObject({
    connect: "qr",
    can_check: true,
    channel_type: "Channel::Whatsapp",
  });
  expect(payload.every((channel) => channel.fields.every((field) => field.label.en && field.label["pt-BR"]))).toBe(
    true,
  );
});
