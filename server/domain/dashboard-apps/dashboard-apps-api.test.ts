import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type SeededAccount, seedTwoAccounts } from "#db/testing/seed.ts";
import { seedDashboardApp } from "#db/testing/seed-settings.ts";
import { expectStatements, startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { call } from "#server/platform/http/testing/call.ts";
import * as one from "../../../app/api/v1/accounts/[account_id]/dashboard_apps/[id]/route.ts";
import * as all from "../../../app/api/v1/accounts/[account_id]/dashboard_apps/route.ts";
import { listDashboardApps } from "./list-dashboard-apps.ts";

let account: SeededAccount & { other: SeededAccount };

beforeAll(async () => {
  await startTestRuntime();
});
beforeEach(async () => {
  account = await seedTwoAccounts();
});
afterAll(stopTestRuntime);

const content = [{ type: "frame", url: "https://example.com/orders" }];
const here = () => ({ params: { account_id: account.id }, token: account.admin.token });
const at = (id: number) => ({ ...here(), params: { account_id: account.id, id } });

test("create: 200 with the page", async () => {
  const result = await call(all.POST, { ...here(), body: { dashboard_app: { title: "Orders", content } } });
  expect([result.status, result.body]).toEqual([
    200,
    {
      id: expect.any(Number),
      title: "Orders",
      content,
      show_on_sidebar: false,
      created_at: expect.stringMatching(/Z$/),
    },
  ]);
});

test.each([
  [{ content }],
  [{ title: "x", content: [] }],
  [{ title: "x", content: [{ type: "frame", url: "javascript:alert(1)" }] }],
  [{ title: "x", content: [{ type: "script", url: "https://example.com" }] }],
])("create: 422 for %j", async (body) => {
  expect((await call(all.POST, { ...here(), body })).status).toBe(422);
});

test("list: those of the account for every agent, in one statement", async () => {
  const { id } = await seedDashboardApp(account.id);
  await seedDashboardApp(account.other.id);
  const apps = await expectStatements(1, () => listDashboardApps(account.outside.ctx));
  expect(apps.map((app) => app.id)).toEqual([id]);
});

test("show, update and delete: 200, 200 and 204; 404 for one of another account", async () => {
  const { id } = await seedDashboardApp(account.id);
  expect((await call(one.GET, at(id))).body.title).toBe("Orders");
  const changed = await call(one.PATCH, { ...at(id), body: { title: "Invoices", show_on_sidebar: true } });
  expect(changed.body).toMatchObject({ title: "Invoices", show_on_sidebar: true, content });
  expect((await call(one.DELETE, at(id))).status).toBe(204);
  const strange = await seedDashboardApp(account.other.id);
  const results = [
    await call(one.GET, at(strange.id)),
    await call(one.PATCH, { ...at(strange.id), body: { title: "x" } }),
    await call(one.DELETE, at(strange.id)),
  ];
  expect(results.map((result) => result.status)).toEqual([404, 404, 404]);
});
