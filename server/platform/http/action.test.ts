import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { sessions } from "#db/schema/accounts.ts";
import { type SeededAccount, seedTwoAccounts } from "#db/testing/seed.ts";
import { startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { authenticateCookie } from "../auth/authenticate.ts";
import { encodeSessionCookie } from "../auth/session-cookie.ts";
import { wireId } from "../contract/fields.ts";
import { operation } from "../contract/operation.ts";
import { runtime } from "../runtime.ts";
import { runAction } from "./action.ts";

const rename = operation({
  id: "test.rename",
  method: "PATCH",
  path: "/test/{account_id}/things/{id}",
  summary: "Rename",
  tag: "Test",
  callers: ["administrator"],
  params: z.object({ id: wireId }),
  body: z.object({ name: z.string().min(1) }),
  response: z.object({ by: z.number(), id: z.number(), name: z.string() }),
});

let account: SeededAccount & { other: SeededAccount };
beforeAll(async () => {
  await startTestRuntime();
  account = await seedTwoAccounts();
});
afterAll(stopTestRuntime);

async function cookieOf(userId: number): Promise<string> {
  const expiresAt = new Date(Date.now() + 60_000);
  const [row] = await runtime().db.insert(sessions).values({ userId, kind: "web", expiresAt }).returning();
  return `other=1; next-auth.session-token=${await encodeSessionCookie(row?.id ?? "")}`;
}

const run = async (userId: number | null, input: unknown, headers: Record<string, string> = {}) =>
  runAction(rename, async (ctx, { id, name }) => ({ by: ctx.accountId, id, name }), {
    headers: new Headers({ ...(userId !== null && { cookie: await cookieOf(userId) }), ...headers }),
    input,
  });

test("a form of somebody signed in runs the use case", async () => {
  const form = new FormData();
  for (const [key, value] of Object.entries({ account_id: String(account.id), id: "7", name: "x" }))
    form.append(key, value);
  expect(await run(account.admin.id, form)).toEqual({ ok: true, data: { by: account.id, id: 7, name: "x" } });
});

test("refusals come as values: wrong input, missing rights, other accounts, nobody", async () => {
  const input = { account_id: account.id, id: 7, name: "x" };
  expect(await run(account.admin.id, { ...input, name: "" })).toMatchObject({
    ok: false,
    code: "invalid",
    fields: ["name"],
  });
  expect(await run(account.inside.id, input)).toMatchObject({ ok: false, code: "forbidden" });
  expect(await run(account.other.admin.id, input)).toMatchObject({ ok: false, code: "unauthenticated" });
  expect(await run(null, input)).toMatchObject({ ok: false, code: "unauthenticated", requestId: expect.any(String) });
  expect(await run(account.admin.id, null)).toMatchObject({ ok: false, code: "not_found" });
});

test("an operation's own limit holds here as on its route", async () => {
  const headers = new Headers({ cookie: await cookieOf(account.admin.id) });
  const rare = { ...rename, id: "test.rare", ratePerMinute: 2 };
  const input = { account_id: account.id, id: 7, name: "x" };
  const results: unknown[] = [];
  for (let count = 0; count < 3; count++) {
    const result = await runAction(rare, async (ctx, { id, name }) => ({ by: ctx.accountId, id, name }), {
      headers,
      input,
    });
    results.push(result.ok || result.code);
  }
  expect(results).toEqual([true, true, "too_many_requests"]);
});

test("a cookie that another site made the browser send does nothing", async () => {
  const input = { account_id: account.id, id: 7, name: "x" };
  expect(await run(account.admin.id, input, { "sec-fetch-site": "cross-site" })).toMatchObject({ code: "forbidden" });
  expect(await run(account.admin.id, input, { origin: "https://evil.example", host: "localhost" })).toMatchObject({
    code: "forbidden",
  });
  expect(await run(account.admin.id, input, { origin: "http://localhost", host: "localhost" })).toMatchObject({
    ok: true,
  });
});

test("a session that was ended, or a cookie we did not make, is nobody", async () => {
  const cookie = await cookieOf(account.admin.id);
  expect((await authenticateCookie(cookie))?.actor).toMatchObject({ kind: "user", userId: account.admin.id });
  await runtime().db.delete(sessions);
  expect(await authenticateCookie(cookie)).toBeNull();
  expect(await authenticateCookie("next-auth.session-token=forged")).toBeNull();
  expect(await authenticateCookie(null)).toBeNull();
});
