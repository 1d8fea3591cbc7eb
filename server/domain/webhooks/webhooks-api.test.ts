import { afterAll, beforeAll, expect, test } from "vitest";
import { type SeededAccount, seedTwoAccounts } from "#db/testing/seed.ts";
import { startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { DELETE, PATCH } from "../../../app/api/v1/accounts/[account_id]/webhooks/[webhook_id]/route.ts";
import { GET, POST } from "../../../app/api/v1/accounts/[account_id]/webhooks/route.ts";
import { call } from "../../platform/http/testing/call.ts";
import { runtime } from "../../platform/runtime.ts";
import { defaultWebhookEvents } from "./contract.ts";

let account: SeededAccount & { other: SeededAccount };

beforeAll(async () => {
  await startTestRuntime();
  account = await seedTwoAccounts();
});
afterAll(stopTestRuntime);

const at = (id?: number) => ({
  params: { account_id: account.id, ...(id !== undefined && { webhook_id: id }) },
  token: account.admin.token,
});
const create = async (body: unknown) => call(POST, { ...at(), body });

test("a new webhook hears the eight usual events and shows the secret that signs its calls", async () => {
  const { status, body } = await create({ name: "Ours", url: "https://example.com/a" });
  expect(status).toBe(200);
  const { webhook } = body.payload;
  expect(webhook).toMatchObject({ name: "Ours", url: "https://example.com/a", account_id: account.id });
  expect(webhook.subscriptions).toEqual(defaultWebhookEvents);
  expect(webhook.secret).toMatch(/^\w{24}$/);
  const list = await call(GET, at());
  expect(list.body.payload.webhooks).toContainEqual(webhook);
});

test("fields may be wrapped, and an inbox shows in short", async () => {
  const { body } = await create({
    webhook: { url: "https://example.com/b", subscriptions: ["message_incoming"], inbox_id: account.inbox.id },
  });
  expect(body.payload.webhook).toMatchObject({
    subscriptions: ["message_incoming"],
    inbox: { id: account.inbox.id, channel_type: "Channel::Api" },
  });
});

test("addresses are http, and unique in their account; events must be known and some", async () => {
  expect((await create({ url: "ftp://example.com" })).body).toEqual({ message: "Url is invalid", attributes: ["url"] });
  expect((await create({ url: "https://example.com/c" })).status).toBe(200);
  const repeated = await create({ url: "https://example.com/c" });
  expect([repeated.status, repeated.body]).toEqual([
    422,
    { message: "Url has already been taken", attributes: ["url"] },
  ]);
  const elsewhere = { params: { account_id: account.other.id }, token: account.other.admin.token };
  expect((await call(POST, { ...elsewhere, body: { url: "https://example.com/c" } })).status).toBe(200);
  for (const subscriptions of [[], ["message_created", "nonsense"]]) {
    const refused = await create({ url: "https://example.com/d", subscriptions });
    expect([refused.status, (refused.body as unknown as { message: string }).message]).toEqual([
      422,
      "Subscriptions Invalid events",
    ]);
  }
  expect((await create({ url: "https://example.com/e", inbox_id: account.other.inbox.id })).status).toBe(404);
});

test("name, events and address change, each alone or together; a foreign webhook is not there", async () => {
  const { id, url } = (await create({ url: "https://example.com/f" })).body.payload.webhook;
  const change = async (body: object) => {
    const { status, body: answer } = await call(PATCH, { ...at(id), body });
    return status === 200 ? answer.payload.webhook : status;
  };
  const body = { name: "Renamed", subscriptions: ["contact_created"] };
  expect(await change(body)).toMatchObject({ id, url, name: "Renamed", subscriptions: ["contact_created"] });
  expect(await change({ subscriptions: [] })).toBe(422);
  const moved = { id, url: "https://example.com/f2", name: "Renamed", subscriptions: ["contact_created"] };
  expect(await change({ url: moved.url })).toMatchObject(moved);
  expect(await change({ webhook: { url: "https://example.com/f3" } })).toMatchObject({ url: "https://example.com/f3" });
  expect(await change({ url: null, name: "Kept" })).toMatchObject({ url: "https://example.com/f3", name: "Kept" });
  expect(await change({ url: "ftp://example.com" })).toBe(422);
  await create({ url: "https://example.com/taken" });
  expect(await change({ url: "https://example.com/taken" })).toBe(422);
  expect(await change({ url: "https://example.com/f3" })).toMatchObject({ url: "https://example.com/f3" });
  const foreign = { params: { account_id: account.other.id, webhook_id: id }, token: account.other.admin.token };
  expect((await call(PATCH, { ...foreign, body: { name: "x" } })).status).toBe(404);
  expect((await call(DELETE, foreign)).status).toBe(404);
  const deleted = await call(DELETE, at(id));
  expect([deleted.status, deleted.text]).toEqual([200, ""]);
  expect((await call(DELETE, at(id))).status).toBe(404);
});

test("who made, changed and deleted a webhook is told to the audit log, without its secret", async () => {
  const { id, secret } = (await create({ name: "Audited", url: "https://example.com/g" })).body.payload.webhook;
  await call(PATCH, { ...at(id), body: { name: "Renamed" } });
  await call(PATCH, { ...at(id), body: { name: "Renamed" } });
  await call(DELETE, at(id));
  const told = await runtime().sql<{ data: Record<string, unknown> }[]>`
    select data from events where type = 'record.changed' and data ->> 'record' = 'Webhook' and data ->> 'id' = ${String(id)}
    order by id`;
  expect(told.map(({ data }) => [data.action, data.changes])).toEqual([
    ["create", { name: "Audited", url: "https://example.com/g", subscriptions: [...defaultWebhookEvents] }],
    ["update", { name: ["Audited", "Renamed"] }],
    ["destroy", { name: "Renamed", url: "https://example.com/g" }],
  ]);
  expect(JSON.stringify(told)).not.toContain(secret);
});

test("agents do not see webhooks", async () => {
  expect((await call(GET, { ...at(), token: account.inside.token })).status).toBe(401);
  expect((await call(POST, { ...at(), token: account.inside.token, body: { url: "https://e.com" } })).status).toBe(401);
});
