import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { accounts } from "#db/schema/accounts.ts";
import { type SeededAccount, seedTwoAccounts } from "#db/testing/seed.ts";
import { startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { call } from "#server/platform/http/testing/call.ts";
import { runtime } from "#server/platform/runtime.ts";
import * as bulk from "../../../app/api/v1/accounts/[account_id]/agents/bulk_create/route.ts";
import * as agents from "../../../app/api/v1/accounts/[account_id]/agents/route.ts";
import * as inboxes from "../../../app/api/v1/accounts/[account_id]/inboxes/route.ts";

let account: SeededAccount & { other: SeededAccount };

beforeAll(async () => {
  await startTestRuntime();
});
beforeEach(async () => {
  account = await seedTwoAccounts();
});
afterAll(stopTestRuntime);

const here = (body?: object) => ({ params: { account_id: account.id }, token: account.admin.token, body });
const limit = (limits: Record<string, unknown>) =>
  runtime().db.update(accounts).set({ settings: { limits } }).where(eq(accounts.id, account.id));
const address = () => `${crypto.randomUUID()}@example.com`;
const invite = () => call(agents.POST, here({ email: address(), name: "New", role: "agent" }));
const connect = () => call(inboxes.POST, here({ name: "New", channel: { type: "api" } }));

test("agents: 402 beyond the limit, one by one, together, and at the same moment; nobody is added", async () => {
  await limit({ agents: "4" });
  const both = await Promise.all([invite(), invite()]);
  expect(both.map(({ status }) => status).sort()).toEqual([200, 402]);
  const refused = await invite();
  expect([refused.status, refused.body]).toEqual([
    402,
    { error: "Account limit exceeded. Please purchase more licenses" },
  ]);
  await limit({ agents: 5 });
  expect((await call(bulk.POST, here({ emails: [address(), address()] }))).status).toBe(402);
  expect((await call(agents.GET, here())).body).toHaveLength(4);
  expect((await call(bulk.POST, here({ emails: [address(), account.inside.email] }))).status).toBe(200);
});

test("inboxes: 402 beyond the limit; a deleted one makes room", async () => {
  await limit({ inboxes: 2 });
  expect((await connect()).status).toBe(200);
  const refused = await connect();
  expect([refused.status, refused.body]).toEqual([402, { error: "Account limit exceeded. Upgrade to a higher plan" }]);
  await runtime().sql`update inboxes set deleted_at = now() where id = ${account.inbox.id}`;
  expect((await connect()).status).toBe(200);
});

test("no limit, and none that is no number, keeps anybody out", async () => {
  await limit({ agents: null, inboxes: "many" });
  expect([(await invite()).status, (await connect()).status]).toEqual([200, 200]);
});
