import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type SeededAccount, seedTwoAccounts } from "#db/testing/seed.ts";
import { expectStatements, startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { call } from "#server/platform/http/testing/call.ts";
import { runtime } from "#server/platform/runtime.ts";
import * as app from "../../../app/api/v1/accounts/[account_id]/integrations/apps/[id]/route.ts";
import * as apps from "../../../app/api/v1/accounts/[account_id]/integrations/apps/route.ts";
import * as one from "../../../app/api/v1/accounts/[account_id]/integrations/hooks/[hook_id]/route.ts";
import * as hooks from "../../../app/api/v1/accounts/[account_id]/integrations/hooks/route.ts";
import { createWebhook } from "../webhooks/manage-webhooks.ts";
import { listApps } from "./list-apps.ts";

let account: SeededAccount & { other: SeededAccount };

beforeAll(async () => {
  await startTestRuntime();
});
beforeEach(async () => {
  account = await seedTwoAccounts();
});
afterAll(stopTestRuntime);

const here = () => ({ params: { account_id: account.id }, token: account.admin.token });
const at = (hook_id: number) => ({ ...here(), params: { account_id: account.id, hook_id } });
const openai = { app_id: "openai", settings: { api_key: "sk-very-secret" } };
const connect = async () => (await call(hooks.POST, { ...here(), body: openai })).body;

test("only what works is listed, and what is set up is enabled", async () => {
  await createWebhook(account.admin.ctx, { url: "https://example.com/hook" });
  await connect();
  const { payload } = await expectStatements(2, () => listApps(account.admin.ctx));
  expect(payload.map(({ id, enabled }) => [id, enabled])).toEqual([
    ["webhooks", true],
    ["dashboard_apps", false],
    ["openai", true],
    ["slack", false],
    ["google_translate", false],
  ]);
  const other = await call(apps.GET, { params: { account_id: account.other.id }, token: account.other.admin.token });
  expect(other.body.payload.filter(({ enabled }) => enabled)).toEqual([]);
});

test("administrators see which settings an app takes; agents see neither these nor what was set", async () => {
  await connect();
  const of = { params: { account_id: account.id, id: "openai" } };
  const seen = await call(app.GET, { ...of, token: account.admin.token });
  expect(seen.body).toMatchObject({
    hook_type: "account",
    allow_multiple_hooks: false,
    visible_properties: ["base_url", "model", "label_suggestion"],
    settings_json_schema: { required: ["api_key"] },
    hooks: [{ settings: { api_key: "••••••••", model: "gpt-4o-mini" } }],
  });
  const { body } = await call(app.GET, { ...of, token: account.inside.token });
  expect(Object.keys(body).sort()).toEqual(["description", "enabled", "hooks", "id", "name", "short_description"]);
  expect(body.hooks[0]).toEqual({
    id: expect.any(Number),
    app_id: "openai",
    status: true,
    inbox: null,
    account_id: account.id,
    hook_type: "account",
  });
  expect((await call(app.GET, { params: { ...of.params, id: "shopify" }, token: account.admin.token })).status).toBe(
    404,
  );
});

test("connect: 200 with the hook, and the secret is stored encrypted", async () => {
  const result = await call(hooks.POST, { ...here(), body: { hook: { ...openai, inbox_id: account.inbox.id } } });
  expect([result.status, result.body]).toMatchObject([
    200,
    { app_id: "openai", status: true, inbox: { id: account.inbox.id }, settings: { api_key: "••••••••" } },
  ]);
  expect(result.text).not.toContain("very-secret");
  const [row] = await runtime()
    .sql`select settings::text || secrets as stored from integration_hooks where account_id = ${account.id}`;
  expect(row?.stored).not.toContain("very-secret");
  const events = await runtime().sql`select data::text as text from events where account_id = ${account.id}`;
  expect(JSON.stringify(events)).not.toContain("very-secret");
});

test.each([
  [{ app_id: "linear", settings: {} }, "App linear is not available here"],
  [{ app_id: "openai", settings: {} }, "Api key can't be blank"],
  [{ app_id: "openai", settings: { api_key: "x", base_url: "ftp://x" } }, "Base url is invalid"],
  [{ app_id: "slack", settings: { webhook_url: "no address" } }, "Webhook url is invalid"],
  [
    { app_id: "slack", settings: { webhook_url: "https://example.com", events: ["sneeze"] } },
    "Events is not included in the list",
  ],
  [
    { app_id: "google_translate", settings: { project_id: "shop-12", credentials: "{" } },
    "Credentials is no key of a service account",
  ],
])("connect: 422 for %j", async (body, message) => {
  const result = await call(hooks.POST, { ...here(), body });
  expect([result.status, result.body]).toMatchObject([422, { message }]);
});

test("connect: 422 for a second hook of an app for the whole account, and 404 for a foreign inbox", async () => {
  await connect();
  expect((await call(hooks.POST, { ...here(), body: openai })).status).toBe(422);
  const foreign = {
    app_id: "slack",
    inbox_id: account.other.inbox.id,
    settings: { webhook_url: "https://example.com" },
  };
  expect((await call(hooks.POST, { ...here(), body: foreign })).status).toBe(404);
});

test("update: what is not said stays, a masked secret too", async () => {
  const { id } = await connect();
  const settings = { api_key: "••••••••", model: "gpt-5" };
  const result = await call(one.PATCH, { ...at(id), body: { status: false, settings } });
  expect(result.body).toMatchObject({ status: false, settings: { api_key: "••••••••", model: "gpt-5" } });
  const on = await call(one.PUT, { ...at(id), method: "PUT", body: { status: 1 } });
  expect(on.body).toMatchObject({ status: true, settings: { model: "gpt-5" } });
  expect((await call(one.PATCH, { ...at(id), body: { settings: { api_key: "" } } })).status).toBe(422);
});

test("disconnect: 200 with an empty body, and 404 afterwards", async () => {
  const { id } = await connect();
  const gone = await call(one.DELETE, at(id));
  expect([gone.status, gone.text]).toEqual([200, ""]);
  expect((await call(one.DELETE, at(id))).status).toBe(404);
});

test("404 for a hook of another account, 401 for agents and strangers", async () => {
  const { id } = await connect();
  const theirs = { params: { account_id: account.other.id, hook_id: id }, token: account.other.admin.token };
  expect((await call(one.PATCH, { ...theirs, body: { status: false } })).status).toBe(404);
  expect((await call(one.DELETE, theirs)).status).toBe(404);
  for (const token of [account.inside.token, account.other.admin.token, undefined]) {
    expect((await call(hooks.POST, { ...here(), token, body: openai })).status).toBe(401);
    expect((await call(one.PATCH, { ...at(id), token, body: { status: false } })).status).toBe(401);
    expect((await call(one.DELETE, { ...at(id), token })).status).toBe(401);
  }
});
