import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { PASSWORD, type SeededAccount, seedAccount } from "#db/testing/seed.ts";
import { startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { POST as signIn } from "../../../app/auth/sign_in/route.ts";
import * as members from "../../../app/platform/api/v1/accounts/[account_id]/account_users/route.ts";
import * as account from "../../../app/platform/api/v1/accounts/[account_id]/route.ts";
import * as accounts from "../../../app/platform/api/v1/accounts/route.ts";
import * as bot from "../../../app/platform/api/v1/agent_bots/[id]/route.ts";
import * as bots from "../../../app/platform/api/v1/agent_bots/route.ts";
import { GET as login } from "../../../app/platform/api/v1/users/[id]/login/route.ts";
import * as user from "../../../app/platform/api/v1/users/[id]/route.ts";
import { POST as token } from "../../../app/platform/api/v1/users/[id]/token/route.ts";
import * as users from "../../../app/platform/api/v1/users/route.ts";
import type { Context } from "../../platform/context.ts";
import { call } from "../../platform/http/testing/call.ts";
import { runtime } from "../../platform/runtime.ts";
import { deleteAccount } from "./delete-account.ts";
import { createPlatformApp } from "./platform-apps.ts";

const nobody: Context = { actor: { kind: "system" }, requestId: "test", locale: "en" };
const refusal = { error: "Non permissible resource" };
let app: { id: number; access_token: string };
let stranger: { id: number; access_token: string };
let existing: SeededAccount;

beforeAll(async () => {
  await startTestRuntime();
});
afterAll(stopTestRuntime);
beforeEach(async () => {
  app = await createPlatformApp(nobody, { name: "Provisioning" });
  stranger = await createPlatformApp(nobody, { name: "Another" });
  existing = await seedAccount();
});

const as = (who: { access_token: string }, params: Record<string, number> = {}) => ({
  token: who.access_token,
  params,
});

test("only tokens of platform apps come in", async () => {
  for (const wrong of [undefined, "nonsense", existing.admin.token, existing.bot.token]) {
    const { status, body } = await call(accounts.GET, { ...(wrong && { token: wrong }) });
    expect([status, body]).toEqual([401, { error: "Invalid access_token" }]);
  }
});

test("an account is created, listed, changed and deleted by the app that made it, and by no other", async () => {
  const body = { name: "New", locale: "pt_BR", domain: "x.com", features: { a: true }, limits: { agents: 2 } };
  const created = (await call(accounts.POST, { ...as(app), body })).body;
  expect(created).toMatchObject({ ...body, status: "active", support_email: null, custom_attributes: {} });
  const at = { account_id: created.id };
  expect((await call(accounts.GET, as(app))).body).toEqual([created]);
  expect((await call(accounts.GET, as(stranger))).body).toEqual([]);
  const changed = await call(account.PATCH, { ...as(app, at), body: { features: { b: true }, status: "suspended" } });
  expect(changed.body).toMatchObject({ features: { a: true, b: true }, status: "suspended", name: "New" });
  for (const refused of [
    await call(account.GET, as(stranger, at)),
    await call(account.PATCH, { ...as(stranger, at), body: {} }),
    await call(account.DELETE, as(stranger, at)),
    await call(members.GET, as(stranger, at)),
  ]) {
    expect([refused.status, refused.body]).toEqual([401, refusal]);
  }
  expect((await call(account.GET, as(app, { account_id: existing.id }))).status).toBe(401);
  expect((await call(account.GET, as(app, { account_id: 999_999 }))).status).toBe(404);
  expect((await call(accounts.POST, { ...as(app), body: {} })).status).toBe(422);
  const deleted = await call(account.DELETE, as(app, at));
  expect([deleted.status, deleted.text]).toEqual([200, ""]);
  await deleteAccount(created.id);
  expect((await call(account.GET, as(app, at))).status).toBe(404);
});

test("a person is created confirmed, found again by address, changed and deleted", async () => {
  const body = { name: "Ana", email: "Ana@Example.com", password: PASSWORD, custom_attributes: { a: 1 } };
  const created = (await call(users.POST, { ...as(app), body })).body;
  expect(created).toMatchObject({ name: "Ana", email: "ana@example.com", confirmed: true, accounts: [] });
  const again = await call(users.POST, { ...as(stranger), body: { name: "Other", email: "ana@example.com" } });
  expect([again.body.id, again.body.name]).toEqual([created.id, "Ana"]);
  const patch = { display_name: "A.", email: "new@example.com", custom_attributes: { b: 2 } };
  expect((await call(user.PATCH, { ...as(app, { id: created.id }), body: patch })).body).toMatchObject({
    display_name: "A.",
    email: "new@example.com",
    custom_attributes: { a: 1, b: 2 },
  });
  const taken = await call(user.PATCH, { ...as(app, { id: created.id }), body: { email: existing.admin.email } });
  expect(taken.status).toBe(422);
  expect((await call(users.POST, { ...as(app), body: { ...body, password: "weak" } })).status).toBe(422);
  expect((await call(user.GET, as(app, { id: existing.admin.id }))).body).toEqual(refusal);
  expect((await call(token, as(app, { id: created.id }))).body).toMatchObject({
    access_token: created.access_token,
    expiry: null,
  });
  expect((await call(user.DELETE, as(app, { id: created.id }))).status).toBe(200);
  expect((await call(user.GET, as(app, { id: created.id }))).status).toBe(404);
});

test("a sign-in link works once", async () => {
  const { id } = (await call(users.POST, { ...as(app), body: { name: "Ana", email: "link@example.com" } })).body;
  const url = new URL((await call(login, as(app, { id }))).body.url);
  expect(url.pathname).toBe("/app/login");
  const credentials = Object.fromEntries(url.searchParams);
  const first = await call(signIn, { body: credentials });
  expect([first.status, first.body.data?.id]).toEqual([200, id]);
  expect(first.headers.get("access-token")).toBeTruthy();
  expect((await call(signIn, { body: credentials })).status).toBe(401);
  const other = Object.fromEntries(new URL((await call(login, as(app, { id }))).body.url).searchParams);
  expect((await call(signIn, { body: { ...other, email: existing.admin.email } })).status).toBe(401);
  await runtime().sql`update mailed_tokens set expires_at = now() where user_id = ${id}`;
  expect((await call(signIn, { body: other })).status).toBe(401);
});

test("memberships are made, changed and ended", async () => {
  const { id: account_id } = (await call(accounts.POST, { ...as(app), body: { name: "New" } })).body;
  const { id: user_id } = (await call(users.POST, { ...as(app), body: { name: "A", email: "m@example.com" } })).body;
  const at = as(app, { account_id });
  const added = await call(members.POST, { ...at, body: { user_id, role: "agent" } });
  expect(added.body).toMatchObject({ account_id, user_id, role: "agent" });
  expect((await call(members.POST, { ...at, body: { user_id, role: "administrator" } })).body.role).toBe(
    "administrator",
  );
  expect((await call(members.GET, at)).body).toHaveLength(1);
  expect((await call(members.POST, { ...at, body: { user_id: existing.admin.id } })).body).toEqual(refusal);
  expect((await call(members.POST, { ...at, body: { user_id, role: "king" } })).status).toBe(422);
  expect((await call(members.DELETE, { ...at, body: { user_id } })).status).toBe(200);
  expect((await call(members.DELETE, { ...at, body: { user_id } })).status).toBe(404);
  expect((await call(members.GET, at)).body).toEqual([]);
});

test("bots of an account and of the installation are the app's alone", async () => {
  const { id: account_id } = (await call(accounts.POST, { ...as(app), body: { name: "New" } })).body;
  const body = { name: "Bot", outgoing_url: "https://example.com/bot", account_id };
  const created = (await call(bots.POST, { ...as(app), body })).body;
  expect(created).toMatchObject({ ...body, access_token: expect.stringMatching(/^\w{24}$/) });
  const global = (await call(bots.POST, { ...as(app), body: { name: "Everywhere" } })).body;
  expect(global.account_id).toBeNull();
  expect((await call(bots.GET, as(app))).body.map(({ id }) => id)).toEqual([created.id, global.id]);
  const renamed = await call(bot.PATCH, { ...as(app, { id: global.id }), body: { name: "Renamed" } });
  expect(renamed.body).toMatchObject({ name: "Renamed", account_id: null });
  expect((await call(bot.GET, as(stranger, { id: created.id }))).body).toEqual(refusal);
  expect((await call(bots.POST, { ...as(app), body: { name: "x", account_id: existing.id } })).body).toEqual(refusal);
  expect((await call(bot.DELETE, as(app, { id: created.id }))).status).toBe(200);
  expect((await call(bot.GET, as(app, { id: created.id }))).status).toBe(404);
});
