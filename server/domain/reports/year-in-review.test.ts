import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type SeededAccount, seedConversation, seedTwoAccounts } from "#db/testing/seed.ts";
import { startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { call } from "#server/platform/http/testing/call.ts";
import * as review from "../../../app/api/v2/accounts/[account_id]/year_in_review/route.ts";
import { recordReporting } from "./record-reporting.ts";

let account: SeededAccount & { other: SeededAccount };

beforeAll(async () => {
  await startTestRuntime();
});
beforeEach(async () => {
  account = await seedTwoAccounts();
});
afterAll(stopTestRuntime);

const ask = (query: string, token: string | undefined = account.inside.token) =>
  call(review.GET, { params: { account_id: account.id }, token, query });

test("a person sees their own year: conversations, the busiest day, the time of first answers", async () => {
  const mine = { assigneeId: account.inside.id };
  await seedConversation(account, { ...mine, createdAt: new Date("2025-01-05T10:00:00Z") });
  const last = await seedConversation(account, { ...mine, createdAt: new Date("2025-03-04T10:00:00Z") });
  await seedConversation(account, { ...mine, createdAt: new Date("2025-03-04T20:00:00Z") });
  await seedConversation(account, { ...mine, createdAt: new Date("2026-01-01T00:00:00Z") });
  await seedConversation(account, { assigneeId: account.outside.id, createdAt: new Date("2025-06-01T00:00:00Z") });
  const at = new Date("2025-03-04T10:01:30Z");
  const fact = { accountId: account.id, conversationId: last.id, what: "resolved" as const, waitingSince: null };
  await recordReporting({ ...fact, eventId: 1, at, isFirst: false });
  const { body } = await ask("?year=2025");
  expect(body).toEqual({
    year: 2025,
    total_conversations: 3,
    busiest_day: { date: "Mar 04", count: 2 },
    support_personality: { avg_response_time_seconds: 0 },
  });
});

test("a year without anything is empty, not wrong; this year unless said", async () => {
  expect((await ask("")).body).toEqual({
    year: new Date().getUTCFullYear(),
    total_conversations: 0,
    busiest_day: null,
    support_personality: { avg_response_time_seconds: 0 },
  });
});

test("422 for what is no year, 401 for strangers and nobody", async () => {
  expect((await ask("?year=soon")).status).toBe(422);
  expect((await ask("", account.other.admin.token)).status).toBe(401);
  expect((await call(review.GET, { params: { account_id: account.id } })).status).toBe(401);
});
