import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type SeededAccount, seedAccount, seedInbox } from "#db/testing/seed.ts";
import { takeJobs } from "#db/testing/take-jobs.ts";
import { startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { type FakeWhapi, startFakeWhapi } from "#server/channels/testing/fake-whapi.ts";
import { transaction } from "#server/platform/database/transaction.ts";
import { call } from "#server/platform/http/testing/call.ts";
import { runtime } from "#server/platform/runtime.ts";
import { encrypt } from "#server/platform/secrets.ts";
import * as one from "../../../app/api/v1/accounts/[account_id]/inboxes/[id]/route.ts";
import * as setup from "../../../app/api/v1/accounts/[account_id]/inboxes/[id]/setup_channel_provider/route.ts";
import { recordConnection } from "./record-connection.ts";

let account: SeededAccount;
let fake: FakeWhapi;
let inboxId: number;

beforeAll(async () => {
  await startTestRuntime();
});
afterAll(stopTestRuntime);
beforeEach(async () => {
  account = await seedAccount();
  fake = await startFakeWhapi();
  fake.state.status = "QR";
  const settings = { base_url: fake.baseUrl, phone_number: `+1202558${1000 + account.id}` };
  const secrets = encrypt(JSON.stringify({ token: fake.token }));
  inboxId = (await seedInbox(account.id, [account.inside.id], { channel: "whapi", settings, secrets })).id;
  return () => fake.close();
});

const at = (token = account.admin.token) => ({ params: { account_id: account.id, id: inboxId }, token });
const ask = (method?: string) => call(setup.POST, { ...at(), body: method ? { method } : {} });
const connection = async (token?: string) => (await call(one.GET, at(token))).body.connection;

test("a code to type is asked for the inbox's number, shown to administrators, and gone when the phone is linked", async () => {
  expect((await ask("pairing_code")).status).toBe(200);
  expect(fake.requestsTo("/users/login/1202558")).toHaveLength(1);
  expect(await connection()).toMatchObject({
    state: "qr",
    pairingCode: "W7KX-2M4P",
    pairingCodeExpiresAt: expect.stringMatching(/^20/),
  });
  expect(await connection(account.inside.token)).not.toHaveProperty("pairingCode");
  // A look while the code is good might replace it at the provider.
  const [job] = await runtime().sql<{ seconds: number }[]>`
    select extract(epoch from run_at - now())::int as seconds from graphile_worker.jobs where task_identifier = 'refresh_connection'`;
  expect(job?.seconds).toBeGreaterThan(100);
  await transaction(account.admin.ctx, (tx) => recordConnection(tx, inboxId, { state: "open" }));
  expect(await connection()).toEqual({ state: "open", changedAt: expect.any(String) });
});

test("it stays beside the QR code while that is renewed", async () => {
  await ask();
  await ask("pairing_code");
  await transaction(account.admin.ctx, (tx) => recordConnection(tx, inboxId, { state: "qr", qr: "2@renewed" }));
  expect(await connection()).toMatchObject({ qr: "2@renewed", pairingCode: "W7KX-2M4P" });
});

test("a refusal is told in the provider's words, and changes nothing", async () => {
  await takeJobs("refresh_connection");
  fake.state.status = "AUTH";
  expect(await ask("pairing_code")).toMatchObject({
    status: 422,
    body: { error: "Channel is already authenticated" },
  });
  expect(await connection()).not.toHaveProperty("pairingCode");
  expect((await ask("telepathy")).status).toBe(422);
});
