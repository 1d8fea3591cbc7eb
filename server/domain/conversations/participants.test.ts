import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type SeededAccount, type SeededConversation, seedConversation, seedTwoAccounts } from "#db/testing/seed.ts";
import { startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import * as mentionable from "../../../app/api/v1/accounts/[account_id]/conversations/[conversation_id]/mentionable/route.ts";
import * as route from "../../../app/api/v1/accounts/[account_id]/conversations/[conversation_id]/participants/route.ts";
import { call } from "../../platform/http/testing/call.ts";

let account: SeededAccount & { other: SeededAccount };
let conversation: SeededConversation;
beforeAll(async () => {
  await startTestRuntime();
});
afterAll(stopTestRuntime);
beforeEach(async () => {
  account = await seedTwoAccounts();
  conversation = await seedConversation(account);
});

const here = (user_ids?: number[]) => ({
  params: { account_id: account.id, conversation_id: conversation.displayId },
  token: account.inside.token,
  ...(user_ids && { body: { user_ids } }),
});
const ids = (people: { id: number }[]) => people.map((person) => person.id);

test("people are added, set and removed; each answer is the contract's", async () => {
  const { admin, inside, outside } = account;
  expect((await call(route.GET, here())).body).toEqual([]);
  expect(ids((await call(route.POST, here([inside.id, outside.id]))).body)).toEqual([inside.id]);
  expect(ids((await call(route.POST, here([inside.id, admin.id]))).body)).toEqual([admin.id]);
  expect(ids((await call(route.GET, here())).body)).toEqual([admin.id, inside.id]);
  expect(ids((await call(route.PUT, { ...here([inside.id]), method: "PUT" })).body)).toEqual([inside.id]);
  const removed = await call(route.DELETE, here([inside.id, outside.id]));
  expect([removed.status, removed.text]).toEqual([200, ""]);
  expect((await call(route.GET, here())).body).toEqual([]);
});

test("strangers of the inbox get 401, of the account 401, unknown conversations 404, nonsense 422", async () => {
  expect((await call(route.GET, { ...here(), token: account.outside.token })).status).toBe(401);
  expect((await call(route.GET, { ...here(), token: account.other.admin.token })).status).toBe(401);
  const elsewhere = { params: { account_id: account.other.id, conversation_id: conversation.displayId } };
  expect((await call(route.GET, { ...elsewhere, token: account.other.admin.token })).status).toBe(404);
  expect((await call(route.POST, { ...here(), body: { user_ids: ["x"] } })).status).toBe(422);
});

test("behind an @ stand all colleagues, with the truth about who can open the conversation", async () => {
  const { payload } = (await call(mentionable.GET, here())).body;
  expect(payload.agents.map(({ id, has_access }) => [id, has_access])).toEqual([
    [account.admin.id, true],
    [account.inside.id, true],
    [account.outside.id, false],
  ]);
  expect(payload.teams).toEqual([]);
});
