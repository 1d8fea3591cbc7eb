import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { accounts } from "#db/schema/accounts.ts";
import { labels as labelRows } from "#db/schema/conversations.ts";
import { type SeededAccount, seedTwoAccounts } from "#db/testing/seed.ts";
import { seedLabel } from "#db/testing/seed-settings.ts";
import { somebodyWaits } from "#db/testing/somebody-waits.ts";
import { expectStatements, startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { call } from "#server/platform/http/testing/call.ts";
import { runtime } from "#server/platform/runtime.ts";
import * as cacheKeys from "../../../app/api/v1/accounts/[account_id]/cache_keys/route.ts";
import * as one from "../../../app/api/v1/accounts/[account_id]/route.ts";
import { getAccount } from "./get-account.ts";

let account: SeededAccount & { other: SeededAccount };

beforeAll(async () => {
  await startTestRuntime();
});
beforeEach(async () => {
  account = await seedTwoAccounts();
});
afterAll(stopTestRuntime);

const asking = (token = account.inside.token) => ({ params: { account_id: account.id }, token });

test("show: 200 with what the product has as features; what was switched for the account wins", async () => {
  expect((await call(one.GET, asking())).body.features).toMatchObject({ labels: true, macros: true });
  await runtime()
    .db.update(accounts)
    .set({ settings: { features: { macros: false, sla: true } } })
    .where(eq(accounts.id, account.id));
  const { body } = await call(one.GET, asking());
  expect(body.features).toMatchObject({ labels: true, macros: false, sla: true });
  expect(body.settings).toEqual({});
  await expectStatements(2, () => getAccount(account.inside.ctx));
});

test("change: a language that nobody speaks is refused, with or without a country", async () => {
  const change = (locale: string) =>
    call(one.PATCH, { params: { account_id: account.id }, token: account.admin.token, body: { locale } });
  for (const locale of ["pt_BR", "pt-BR", "de", "zh_TW", "en"]) expect((await change(locale)).status).toBe(200);
  for (const locale of ["zz", "portuguese", "", "en_", "EN"])
    expect(await change(locale)).toMatchObject({
      status: 422,
      body: { message: "Locale is not included in the list", attributes: ["locale"] },
    });
});

test("change: settings that somebody else writes at the same moment stay", async () => {
  const { sql } = runtime();
  let changing: Promise<unknown> | undefined;
  await sql.begin(async (held) => {
    await held`update accounts set settings = settings || '{"limits": {"agents": 3}}' where id = ${account.id}`;
    changing = call(one.PATCH, {
      params: { account_id: account.id },
      token: account.admin.token,
      body: { support_email: "help@example.com" },
    });
    await somebodyWaits();
  });
  await changing;
  const [row] = await sql`select settings from accounts where id = ${account.id}`;
  expect(row?.settings).toMatchObject({ limits: { agents: 3 }, support_email: "help@example.com" });
});

test("cache keys: each changes with its list alone, also when something is deleted", async () => {
  const keys = async () => (await call(cacheKeys.GET, asking())).body.cache_keys;
  const before = await keys();
  expect(before).toEqual({ label: "0", inbox: expect.stringMatching(/^\d+$/), team: "0" });
  const { id } = await seedLabel(account.id);
  const withLabel = await keys();
  expect(withLabel.label).not.toBe(before.label);
  expect([withLabel.inbox, withLabel.team]).toEqual([before.inbox, before.team]);
  expect((await call(one.GET, asking())).body.cache_keys).toEqual(withLabel);
  await runtime().db.delete(labelRows).where(eq(labelRows.id, id));
  expect((await keys()).label).not.toBe(withLabel.label);
});

test("cache keys: 401 for somebody of another account", async () => {
  expect((await call(cacheKeys.GET, asking(account.other.admin.token))).status).toBe(401);
});
