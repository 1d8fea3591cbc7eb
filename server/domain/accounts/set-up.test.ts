import { afterEach, beforeEach, expect, test } from "vitest";
import { accounts, users } from "#db/schema/accounts.ts";
import { startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import type { Context } from "#server/platform/context.ts";
import { call } from "#server/platform/http/testing/call.ts";
import { runtime } from "#server/platform/runtime.ts";
import { GET as getAccount, PATCH as updateAccount } from "../../../app/api/v1/accounts/[account_id]/route.ts";
import { POST as setUp } from "../../../app/api/v1/accounts/route.ts";
import { POST as signIn } from "../../../app/auth/sign_in/route.ts";
import { createAccount } from "./create-account.ts";
import { createUser } from "./create-user.ts";
import { createPlatformApp, permitPlatformApp } from "./platform-apps.ts";
import { setPassword } from "./set-password.ts";

beforeEach(async () => {
  await startTestRuntime({}, { isEmpty: true });
});
afterEach(stopTestRuntime);

const system: Context = { actor: { kind: "system" }, requestId: "test", locale: "en" };

const owner = {
  account_name: "Acme",
  user_full_name: "Ana",
  email: "Ana@Example.com",
  password: "Correct-horse-1",
  locale: "pt-BR",
  timezone: "America/Sao_Paulo",
};

test("the first run creates account and owner and signs in; the second finds nothing", async () => {
  const result = await call(setUp, { body: owner });
  expect(result.status).toBe(200);
  expect(result.headers.get("access-token")).toMatch(/^\w{24}$/);
  const { data } = result.body;
  expect(data).toMatchObject({ name: "Ana", email: "ana@example.com", role: "administrator", confirmed: true });
  expect(data.accounts).toMatchObject([{ name: "Acme", role: "administrator", permissions: ["administrator"] }]);
  expect((await call(signIn, { body: { email: owner.email, password: owner.password } })).status).toBe(200);
  expect(await call(setUp, { body: { ...owner, email: "b@example.com" } })).toMatchObject({ status: 404 });
});

test("of several first runs at once one wins", async () => {
  const attempts = Array.from({ length: 5 }, (_, i) => call(setUp, { body: { ...owner, email: `a${i}@example.com` } }));
  const statuses = (await Promise.all(attempts)).map((result) => result.status);
  expect(statuses.sort()).toEqual([200, 404, 404, 404, 404]);
  expect(await runtime().db.$count(accounts)).toBe(1);
  expect(await runtime().db.$count(users)).toBe(1);
});

test("wrong input is refused by name, and the page stays open", async () => {
  const result = await call(setUp, { body: { ...owner, password: "weak", timezone: "Mars/Base", account_name: " " } });
  expect(result).toMatchObject({ status: 422, body: { attributes: ["account_name", "password", "timezone"] } });
  expect((await call(setUp, { body: owner })).status).toBe(200);
});

test("the owner sees and changes the account; out of range is refused in the contract's words", async () => {
  const { access_token: token, account_id } = (await call(setUp, { body: owner })).body.data;
  const params = { account_id: account_id ?? 0 };
  const shown = await call(getAccount, { params, token });
  expect(shown.body).toMatchObject({
    name: "Acme",
    locale: "pt_BR",
    status: "active",
    custom_attributes: { timezone: "America/Sao_Paulo" },
  });
  const body = {
    name: "New",
    auto_resolve_after: 60,
    support_email: "help@example.com",
    industry: "Shoes",
    unknown: 1,
  };
  expect((await call(updateAccount, { params, token, body })).body).toMatchObject({
    name: "New",
    support_email: "help@example.com",
    settings: { auto_resolve_after: 60 },
    custom_attributes: { industry: "Shoes" },
  });
  expect((await call(updateAccount, { params, token, body: { locale: "en" } })).body.settings).toMatchObject({
    auto_resolve_after: 60,
  });
  expect(await call(updateAccount, { params, token, body: { auto_resolve_after: 5 } })).toMatchObject({
    status: 422,
    body: { message: "Auto resolve after must be greater than or equal to 10", attributes: ["auto_resolve_after"] },
  });
});

test("operators create accounts and people who can sign in, and add people to further accounts", async () => {
  const account = await createAccount(system, { name: "By hand" });
  const second = await createAccount(system, { name: "Second" });
  const person = { name: "Bia", email: "Bia@example.com", password: "Correct-horse-1", role: "agent" } as const;
  const user = await createUser(system, { ...person, accountId: account.id });
  expect(user).toEqual({ id: expect.any(Number), access_token: expect.any(String), pubsub_token: expect.any(String) });
  expect(await createUser(system, { ...person, accountId: second.id, role: "administrator" })).toEqual(user);
  const shown = await call(getAccount, { params: { account_id: second.id }, token: user.access_token });
  expect(shown.body.name).toBe("Second");
  await expect(createUser(system, { ...person, accountId: 999 })).rejects.toMatchObject({ code: "not_found" });
  expect(await setPassword(system, { email: "bia@example.com", password: "Other-horse-2" })).toEqual({ id: user.id });
  expect((await call(signIn, { body: { email: person.email, password: "Other-horse-2" } })).status).toBe(200);
});

test("a platform app gets a token and permissions; permitting twice is harmless", async () => {
  const app = await createPlatformApp(system, { name: "Provisioning" });
  const account = await createAccount(system, { name: "Acme" });
  const permission = { platformAppId: app.id, permissibleType: "account", permissibleId: account.id } as const;
  const first = await permitPlatformApp(system, permission);
  expect(await permitPlatformApp(system, permission)).toEqual(first);
  const refusal = await call(getAccount, { params: { account_id: account.id }, token: app.access_token });
  expect(refusal).toMatchObject({ status: 401, body: { error: "Access to this endpoint is not authorized for bots" } });
});
