import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sessions, users } from "#db/schema/accounts.ts";
import { PASSWORD, type SeededAccount, seedAccount } from "#db/testing/seed.ts";
import { startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { call } from "#server/platform/http/testing/call.ts";
import { runtime } from "#server/platform/runtime.ts";
import { GET as profile } from "../../../app/api/v1/profile/route.ts";
import { DELETE as revoke } from "../../../app/api/v1/profile/sessions/[id]/route.ts";
import { GET as list, DELETE as revokeOthers } from "../../../app/api/v1/profile/sessions/route.ts";
import { POST as signIn, GET as signInPage } from "../../../app/auth/sign_in/route.ts";
import { DELETE as signOut } from "../../../app/auth/sign_out/route.ts";
import { GET as validate } from "../../../app/auth/validate_token/route.ts";

let account: SeededAccount;
beforeAll(async () => {
  await startTestRuntime();
  account = await seedAccount();
});
afterAll(stopTestRuntime);

/** From an address of its own, because loopback is free of limits. */
const attempt = (email: string, password: string, address = "127.0.0.1") =>
  call(signIn, { body: { email, password }, headers: { "x-parley-peer": address } });

async function signedIn(): Promise<Record<string, string>> {
  const { headers } = await attempt(account.inside.email, PASSWORD);
  return Object.fromEntries(["access-token", "client", "uid"].map((name) => [name, headers.get(name) ?? ""]));
}

test("signing in gives the person and the token headers, whatever the case of the address", async () => {
  const result = await attempt(`  ${account.inside.email.toUpperCase()} `, PASSWORD);
  expect(result.status).toBe(200);
  expect(result.body.data).toMatchObject({
    id: account.inside.id,
    account_id: account.id,
    access_token: account.inside.token,
  });
  const expiry = Number(result.headers.get("expiry"));
  expect(expiry - Date.now() / 1000).toBeGreaterThan(59 * 24 * 3600);
  expect(result.headers.get("token-type")).toBe("Bearer");
  expect(result.headers.get("uid")).toBe(account.inside.email);
});

test("wrong password, unknown address and missing password get the contract's answers", async () => {
  const refusal = { success: false, errors: ["Invalid login credentials. Please try again."] };
  expect(await attempt(account.inside.email, "wrong")).toMatchObject({ status: 401, body: refusal });
  expect(await attempt("nobody@example.com", "wrong")).toMatchObject({ status: 401, body: refusal });
  expect((await call(signIn, { body: { email: "x" } })).status).toBe(422);
});

test("who has not confirmed the address is told so", async () => {
  await runtime().db.update(users).set({ confirmedAt: null }).where(eq(users.id, account.outside.id));
  const result = await attempt(account.outside.email, PASSWORD);
  expect(result).toMatchObject({ status: 401, body: { success: false } });
  expect(result.text).toContain("confirmation email");
});

test("the tenth failure in a row closes an address for a while, known or not, from anywhere", async () => {
  for (const email of [account.admin.email, "ghost@example.com"]) {
    for (let i = 0; i < 10; i++) expect((await attempt(email, "wrong")).status).toBe(401);
    const closed = await attempt(email, email === account.admin.email ? PASSWORD : "wrong");
    expect(closed).toMatchObject({ status: 429, text: "Retry later\n" });
    expect(Number(closed.headers.get("retry-after"))).toBeGreaterThan(800);
  }
});

test("five failures close a network address; a success in between counts from one again", async () => {
  for (let i = 0; i < 4; i++) await attempt(`a${i}@example.com`, "wrong", "203.0.113.7");
  expect((await attempt(account.inside.email, PASSWORD, "203.0.113.7")).status).toBe(200);
  for (let i = 0; i < 5; i++) expect((await attempt(`b${i}@example.com`, "wrong", "203.0.113.7")).status).toBe(401);
  expect((await attempt(account.inside.email, PASSWORD, "203.0.113.7")).status).toBe(429);
});

test("token headers work as headers, as query and as one bearer, and come back with each answer", async () => {
  const tokens = await signedIn();
  const asHeaders = await call(profile, { headers: tokens });
  expect(asHeaders.status).toBe(200);
  expect(asHeaders.headers.get("access-token")).toBe(tokens["access-token"]);
  const bearer = Buffer.from(JSON.stringify(tokens)).toString("base64");
  expect((await call(profile, { headers: { authorization: `Bearer ${bearer}` } })).status).toBe(200);
  expect((await call(profile, { query: `?${new URLSearchParams(tokens)}` })).status).toBe(200);
});

test.each([["access-token"], ["client"], ["uid"]])("a wrong %s is nobody", async (name) => {
  const tokens = { ...(await signedIn()), [name]: "wrong" };
  const result = await call(profile, { headers: tokens });
  expect(result).toMatchObject({
    status: 401,
    body: { errors: ["You need to sign in or sign up before continuing."] },
  });
});

test("a token can be validated, and is worth nothing after signing out", async () => {
  const headers = await signedIn();
  const valid = await call(validate, { headers });
  expect(valid.body.payload).toMatchObject({ success: true, data: { id: account.inside.id } });
  expect((await call(signOut, { headers })).body).toEqual({ success: true });
  expect(await call(signOut, { headers })).toMatchObject({
    status: 404,
    body: { success: false, errors: ["User was not found or was not logged in."] },
  });
  expect(await call(validate, { headers })).toMatchObject({
    status: 401,
    body: { success: false, errors: ["Invalid login credentials"] },
  });
});

test("an expired sign-in is nobody", async () => {
  const headers = await signedIn();
  await runtime()
    .db.update(sessions)
    .set({ expiresAt: new Date(Date.now() - 1000) })
    .where(eq(sessions.client, headers.client ?? ""));
  expect((await call(profile, { headers })).status).toBe(401);
});

test("the oldest of more than 25 sign-ins ends", async () => {
  await runtime().db.delete(sessions).where(eq(sessions.userId, account.inside.id));
  const first = await signedIn();
  for (let i = 0; i < 25; i++) await signedIn();
  expect((await call(profile, { headers: first })).status).toBe(401);
  expect(await runtime().db.$count(sessions, eq(sessions.userId, account.inside.id))).toBe(25);
}, 30_000);

test("a person sees their sign-ins and ends one of them, or all others, but nobody else's", async () => {
  await runtime().db.delete(sessions).where(eq(sessions.userId, account.inside.id));
  const [here, there, elsewhere] = [await signedIn(), await signedIn(), await signedIn()];
  const { payload } = (await call(list, { headers: here })).body;
  expect(payload.map((item) => item.current).filter(Boolean)).toHaveLength(1);
  const theirs = payload.filter((item) => !item.current);
  const foreign = await call(revoke, { params: { id: theirs[0]?.id ?? "" }, token: account.outside.token });
  expect(foreign.status).toBe(404);
  const other = await runtime()
    .db.select()
    .from(sessions)
    .where(eq(sessions.client, there.client ?? ""));
  expect((await call(revoke, { params: { id: other[0]?.id ?? "" }, headers: here })).status).toBe(200);
  expect((await call(profile, { headers: there })).status).toBe(401);
  expect((await call(revokeOthers, { headers: here })).status).toBe(200);
  expect((await call(profile, { headers: elsewhere })).status).toBe(401);
  expect((await call(profile, { headers: here })).status).toBe(200);
  expect((await call(revoke, { params: { id: "not-a-uuid" }, headers: here })).status).toBe(404);
});

test("old links to the sign-in address end at the page", async () => {
  const result = await call(signInPage);
  expect(result.status).toBe(302);
  expect(result.headers.get("location")).toMatch(/\/app\/login\?error=access-denied$/);
});
