import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { PASSWORD, type SeededAccount, seedAccount } from "#db/testing/seed.ts";
import { startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { runAction } from "#server/platform/http/action.ts";
import { call } from "#server/platform/http/testing/call.ts";
import { runtime } from "#server/platform/runtime.ts";
import * as backupCodes from "../../../app/api/v1/profile/mfa/backup_codes/route.ts";
import * as mfa from "../../../app/api/v1/profile/mfa/route.ts";
import * as verify from "../../../app/api/v1/profile/mfa/verify/route.ts";
import { POST as signIn } from "../../../app/auth/sign_in/route.ts";
import { oneTimeCode } from "../../platform/auth/one-time-code.ts";
import { signInToWeb as operation } from "./contract/sign-in.ts";
import { signInToWeb } from "./sign-in.ts";

let account: SeededAccount;
let now = Date.now();

beforeAll(async () => {
  await startTestRuntime();
});
beforeEach(async () => {
  account = await seedAccount();
  vi.spyOn(Date, "now").mockImplementation(() => now);
});
afterAll(async () => {
  vi.restoreAllMocks();
  await stopTestRuntime();
});

const as = (body?: unknown) => ({ token: account.inside.token, body });
const codeOf = (secret: string) => oneTimeCode(secret, Math.floor(now / 30_000));
/** Each code is good once: the next one comes half a minute later. */
const wait = () => {
  now += 30_000;
};

async function enable(): Promise<{ secret: string; codes: string[] }> {
  const { secret } = (await call(mfa.POST, as())).body;
  const { body } = await call(verify.POST, as({ otp_code: codeOf(secret) }));
  wait();
  return { secret, codes: body.backup_codes };
}

const email = () => account.inside.email;
const firstStep = () => call(signIn, { body: { email: email(), password: PASSWORD } });
const secondStep = (body: object) => call(signIn, { body });

test("setting up: a secret for the app, and nothing is asked before its first code came", async () => {
  const { body } = await call(mfa.POST, as());
  expect(body.provisioning_url).toContain(`secret=${body.secret}`);
  expect((await firstStep()).status).toBe(200);
  const wrong = await call(verify.POST, as({ otp_code: "000000" }));
  expect([wrong.status, wrong.body]).toEqual([422, { error: "Invalid verification code" }]);
  const right = await call(verify.POST, as({ otp_code: codeOf(body.secret) }));
  expect([right.body.enabled, new Set(right.body.backup_codes).size]).toEqual([true, 10]);
  expect((await call(mfa.GET, as())).body).toEqual({
    feature_available: true,
    enabled: true,
    backup_codes_generated: true,
  });
  expect((await call(mfa.POST, as())).status).toBe(422);
  const [row] = await runtime().sql`select secret || backup_code_hashes::text as stored from second_factors`;
  expect(row?.stored).not.toContain(body.secret);
  expect(row?.stored).not.toContain(right.body.backup_codes[0]);
});

test("signing in takes two steps then, and each code is good once", async () => {
  const { secret } = await enable();
  const first = await firstStep();
  expect([first.status, first.body]).toEqual([206, { mfa_required: true, mfa_token: expect.any(String) }]);
  expect(first.headers.get("access-token")).toBeNull();
  const { mfa_token } = first.body;
  const wrong = await secondStep({ mfa_token, otp_code: "000000" });
  expect([wrong.status, wrong.body]).toEqual([400, { error: "Invalid verification code" }]);
  const otp_code = codeOf(secret);
  const right = await secondStep({ mfa_token, otp_code });
  expect([right.status, right.body.data?.id]).toEqual([200, account.inside.id]);
  expect(right.headers.get("access-token")).toBeTruthy();
  expect((await secondStep({ mfa_token, otp_code })).status).toBe(400);
});

test("a backup code stands for the app, once", async () => {
  const { codes } = await enable();
  const { mfa_token } = (await firstStep()).body;
  expect((await secondStep({ mfa_token, backup_code: codes[3] })).status).toBe(200);
  expect((await secondStep({ mfa_token, backup_code: codes[3] })).status).toBe(400);
  expect((await secondStep({ mfa_token })).status).toBe(400);
});

test("the token of the first step lives five minutes and cannot be made up", async () => {
  const { secret } = await enable();
  const { mfa_token } = (await firstStep()).body;
  now += 301_000;
  const refusal = { error: "Invalid or expired MFA token" };
  expect(await secondStep({ mfa_token, otp_code: codeOf(secret) })).toMatchObject({ status: 401, body: refusal });
  const forged = `${account.inside.id}-${now + 60_000}.x`;
  expect(await secondStep({ mfa_token: forged, otp_code: codeOf(secret) })).toMatchObject({
    status: 401,
    body: refusal,
  });
});

test("the screens ask for the code as well", async () => {
  const { secret, codes } = await enable();
  const enter = (more: object = {}) =>
    runAction(operation, signInToWeb, {
      headers: new Headers(),
      input: { email: email(), password: PASSWORD, ...more },
    });
  expect(await enter()).toMatchObject({ ok: false, code: "refused", fields: ["otp_code"] });
  expect(await enter({ otp_code: "000000" })).toMatchObject({ ok: false, code: "bad_request" });
  expect(await enter({ otp_code: codeOf(secret) })).toMatchObject({ ok: true, data: { account_id: account.id } });
  expect(await enter({ otp_code: codes[0] })).toMatchObject({ ok: true });
});

test("guessing is stopped: the eleventh code in a minute is not even looked at", async () => {
  await enable();
  const { mfa_token } = (await firstStep()).body;
  for (let guess = 0; guess < 10; guess++)
    expect((await secondStep({ mfa_token, otp_code: String(guess).repeat(6) })).status).toBe(400);
  expect((await secondStep({ mfa_token, otp_code: "123456" })).status).toBe(429);
});

test("new backup codes end the old ones", async () => {
  const { secret, codes } = await enable();
  const renewed = await call(backupCodes.POST, as({ otp_code: codeOf(secret) }));
  expect(renewed.body.backup_codes).toHaveLength(10);
  const { mfa_token } = (await firstStep()).body;
  expect((await secondStep({ mfa_token, backup_code: codes[0] })).status).toBe(400);
  expect((await secondStep({ mfa_token, backup_code: renewed.body.backup_codes[0] })).status).toBe(200);
});

test("ending it takes password and code; afterwards the password is enough", async () => {
  const { secret } = await enable();
  const end = (password: string, otp_code: string) => call(mfa.DELETE, as({ password, otp_code }));
  expect((await end("wrong", codeOf(secret))).status).toBe(422);
  expect((await end(PASSWORD, "000000")).status).toBe(422);
  expect((await end(PASSWORD, codeOf(secret))).body).toEqual({ enabled: false });
  expect((await firstStep()).status).toBe(200);
  expect((await call(mfa.DELETE, as({ password: PASSWORD, otp_code: "000000" }))).status).toBe(422);
});

test("401 without a sign-in", async () => {
  expect((await call(mfa.GET)).status).toBe(401);
  expect((await call(verify.POST, { body: { otp_code: "000000" } })).status).toBe(401);
});
