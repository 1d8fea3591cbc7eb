import { readdir, readFile, rm } from "node:fs/promises";
import path from "node:path";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { mailedTokens, users } from "#db/schema/accounts.ts";
import { PASSWORD, type SeededAccount, seedAccount } from "#db/testing/seed.ts";
import { takeJobs } from "#db/testing/take-jobs.ts";
import { startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { call } from "#server/platform/http/testing/call.ts";
import { runtime } from "#server/platform/runtime.ts";
import { POST as createAgent } from "../../../app/api/v1/accounts/[account_id]/agents/route.ts";
import { GET as profile, PATCH as updateProfile } from "../../../app/api/v1/profile/route.ts";
import { POST as confirm } from "../../../app/auth/confirmation/route.ts";
import { POST as request, PUT as reset } from "../../../app/auth/password/route.ts";
import { POST as signIn } from "../../../app/auth/sign_in/route.ts";
import type { AccountMail } from "./account-mail.ts";
import { sendAccountMail } from "./send-account-mail.ts";

const NEW_PASSWORD = "Another-horse-2";

let account: SeededAccount;
beforeAll(async () => {
  await startTestRuntime();
  account = await seedAccount();
});
afterAll(stopTestRuntime);

/** Runs the queued mail jobs. @returns the mails they sent */
async function sentMails(): Promise<{ to: string; subject: string; text: string }[]> {
  const folder = path.join(runtime().config.dataDir, "mail");
  await rm(folder, { recursive: true, force: true });
  for (const mail of await takeJobs<AccountMail>("send_mail")) await sendAccountMail(mail);
  const files = await readdir(folder).catch((error: NodeJS.ErrnoException) =>
    error.code === "ENOENT" ? [] : Promise.reject(error),
  );
  return Promise.all(files.sort().map(async (file) => JSON.parse(await readFile(path.join(folder, file), "utf8"))));
}

const tokenIn = (text: string | undefined): string => /_token=(\w+)/.exec(text ?? "")?.[1] ?? "";

async function askForReset(email: string): Promise<string> {
  await call(request, { body: { email } });
  const [mail] = await sentMails();
  return tokenIn(mail?.text);
}

const choose = (token: string, password = NEW_PASSWORD) =>
  call(reset, { body: { reset_password_token: token, password, password_confirmation: password } });

const canSignIn = async (email: string, password: string) =>
  (await call(signIn, { body: { email, password } })).status === 200;

test("asking for a link says the same for known and unknown addresses, and mails the known one only", async () => {
  const known = await call(request, { body: { email: account.inside.email.toUpperCase() } });
  const unknown = await call(request, { body: { email: "ghost@example.com" } });
  expect(known.status).toBe(200);
  expect(unknown.text).toBe(known.text);
  const mails = await sentMails();
  expect(mails.map((mail) => mail.to)).toEqual([account.inside.email]);
  expect(mails[0]?.text).toContain("/app/auth/password/edit?reset_password_token=");
});

test("the link changes the password once, signs in, and ends every other sign-in", async () => {
  const before = await call(signIn, { body: { email: account.inside.email, password: PASSWORD } });
  const tokens = Object.fromEntries(
    ["access-token", "client", "uid"].map((name) => [name, before.headers.get(name) ?? ""]),
  );
  const token = await askForReset(account.inside.email);
  const result = await choose(token);
  expect(result.status).toBe(200);
  expect(result.body.data.id).toBe(account.inside.id);
  expect(result.body.data?.pubsub_token).not.toBe(before.body.data?.pubsub_token);
  expect(result.headers.get("access-token")).toMatch(/^\w{24}$/);
  expect((await call(profile, { headers: tokens })).status).toBe(401);
  expect(await canSignIn(account.inside.email, PASSWORD)).toBe(false);
  expect(await canSignIn(account.inside.email, NEW_PASSWORD)).toBe(true);
  expect(await choose(token)).toMatchObject({ status: 422, body: { message: "Invalid token", redirect_url: "/" } });
});

test("a newer link replaces the one before, and an old one is worth nothing", async () => {
  const first = await askForReset(account.outside.email);
  const second = await askForReset(account.outside.email);
  expect((await choose(first)).status).toBe(422);
  await runtime().db.update(mailedTokens).set({ expiresAt: sql`now() - interval '1 second'` });
  expect((await choose(second)).status).toBe(422);
});

test("of two uses of a link at once one wins", async () => {
  const token = await askForReset(account.outside.email);
  const statuses = (await Promise.all([choose(token), choose(token)])).map((result) => result.status);
  expect(statuses.sort()).toEqual([200, 422]);
});

test.each([["Ab1!"], ["lowercase-1"], ["UPPERCASE-1"], ["No-digits-x"], ["NoSpecial1x"], [`Aa1!${"x".repeat(130)}`]])(
  "a weak password is refused by name: %s",
  async (password) => {
    const result = await choose("whatever", password);
    expect(result).toMatchObject({ status: 422, body: { attributes: ["password"] } });
  },
);

test("an address gets at most five links an hour, known or not", async () => {
  for (const email of ["limit@example.com", account.admin.email]) {
    for (let i = 0; i < 5; i++) expect((await call(request, { body: { email } })).status).toBe(200);
    expect((await call(request, { body: { email } })).status).toBe(429);
  }
  await sentMails();
});

test("who is invited chooses a password by the mailed link and is in", async () => {
  const body = { name: "Ana", email: "Ana@Example.com", role: "agent" };
  const created = await call(createAgent, { params: { account_id: account.id }, token: account.admin.token, body });
  expect(created.body).toMatchObject({ confirmed: false, email: "ana@example.com" });
  expect(await canSignIn("ana@example.com", NEW_PASSWORD)).toBe(false);
  const [mail] = await sentMails();
  expect(mail).toMatchObject({ to: "ana@example.com", subject: expect.stringContaining(account.name) });
  expect((await choose(tokenIn(mail?.text))).body.data).toMatchObject({ confirmed: true, account_id: account.id });
  expect(await canSignIn("ana@example.com", NEW_PASSWORD)).toBe(true);
});

test("a mail speaks the language its reader chose", async () => {
  await runtime()
    .db.update(users)
    .set({ uiSettings: { locale: "pt_BR" } })
    .where(eq(users.email, "ana@example.com"));
  await call(request, { body: { email: "ana@example.com" } });
  expect((await sentMails())[0]?.subject).toBe("Escolha uma nova senha");
});

test("a new e-mail address counts once its link was opened, and only if it is still free", async () => {
  const { token, email } = account.admin;
  const taken = await call(updateProfile, { token, body: { email: account.inside.email } });
  expect(taken).toMatchObject({
    status: 422,
    body: { message: "Email has already been taken", attributes: ["email"] },
  });
  expect((await call(updateProfile, { token, body: { email: "New@Example.com" } })).body.email).toBe(email);
  const [mail] = await sentMails();
  expect(mail?.to).toBe("new@example.com");
  const opened = await call(confirm, { body: { confirmation_token: tokenIn(mail?.text) } });
  expect(opened.body.data.email).toBe("new@example.com");
  expect(await call(confirm, { body: { confirmation_token: tokenIn(mail?.text) } })).toMatchObject({
    status: 422,
    body: { message: "Invalid token", redirect_url: "/" },
  });
});
