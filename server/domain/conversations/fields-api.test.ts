import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type SeededAccount, seedConversation, seedMessage, seedTwoAccounts } from "#db/testing/seed.ts";
import { startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { call } from "#server/platform/http/testing/call.ts";
import { runtime } from "#server/platform/runtime.ts";
import * as assignments from "../../../app/api/v1/accounts/[account_id]/conversations/[conversation_id]/assignments/route.ts";
import * as labels from "../../../app/api/v1/accounts/[account_id]/conversations/[conversation_id]/labels/route.ts";
import * as one from "../../../app/api/v1/accounts/[account_id]/conversations/[conversation_id]/route.ts";
import * as unread from "../../../app/api/v1/accounts/[account_id]/conversations/[conversation_id]/unread/route.ts";
import * as seen from "../../../app/api/v1/accounts/[account_id]/conversations/[conversation_id]/update_last_seen/route.ts";
import * as all from "../../../app/api/v1/accounts/[account_id]/conversations/route.ts";

let account: SeededAccount & { other: SeededAccount };

beforeAll(async () => {
  await startTestRuntime();
});
beforeEach(async () => {
  account = await seedTwoAccounts();
});
afterAll(stopTestRuntime);

const here = (query = "") => ({ params: { account_id: account.id }, token: account.inside.token, query });
const at = (conversation_id: number) => ({
  params: { account_id: account.id, conversation_id },
  token: account.inside.token,
});

test("list: filters left empty are none", async () => {
  const { displayId } = await seedConversation(account);
  const empty = "?status=&assignee_type=&inbox_id=&team_id=&page=&q=&source_id=&updated_within=&sort_by=";
  const result = await call(all.GET, here(empty));
  expect(result.status).toBe(200);
  expect(result.body.data.payload.map(({ id }) => id)).toEqual([displayId]);
});

test("list: an inbox that is no id gives an empty list, a team that is none 404", async () => {
  await seedConversation(account);
  const ofInbox = await call(all.GET, here("?inbox_id=abc"));
  expect([ofInbox.status, ofInbox.body.data.payload, ofInbox.body.data.meta.all_count]).toEqual([200, [], 0]);
  expect((await call(all.GET, here("?team_id=abc"))).status).toBe(404);
});

test.each([
  [{ custom_attributes: { a: "x".repeat(1501) } }, ["custom_attributes"]],
  [{ additional_attributes: { a: "x".repeat(1501) } }, ["additional_attributes"]],
  [{ custom_attributes: { a: 10_000_000_000 } }, ["custom_attributes"]],
])("create: 422 for attributes beyond their limits", async (extra, attributes) => {
  const { contactId } = await seedConversation(account);
  const body = { inbox_id: account.inbox.id, contact_id: contactId, ...extra };
  const result = await call(all.POST, { ...here(), body });
  expect([result.status, result.body]).toEqual([422, { message: expect.any(String), attributes }]);
});

test("create: what a form leaves empty is none", async () => {
  const { contactId } = await seedConversation(account);
  const body = { inbox_id: String(account.inbox.id), contact_id: contactId, status: "", assignee_id: "", team_id: "" };
  const result = await call(all.POST, { ...here(), body });
  expect(result.status).toBe(200);
  expect(result.body).toMatchObject({ status: "open", meta: expect.not.objectContaining({ assignee: {} }) });
});

test("update: an empty priority removes it, other keys change nothing", async () => {
  const { displayId } = await seedConversation(account, { priority: 2 });
  expect((await call(one.PATCH, { ...at(displayId), body: { status: "resolved" } })).body).toMatchObject({
    status: "open",
    priority: "high",
  });
  expect((await call(one.PATCH, { ...at(displayId), body: { priority: "" } })).body.priority).toBe(null);
});

test("unread: counts what came after the new last look, no more", async () => {
  const conversation = await seedConversation(account, { unreadCount: 3 });
  for (const minutes of [30, 20, 10]) {
    await seedMessage(account.id, conversation, { createdAt: new Date(Date.now() - minutes * 60_000) });
  }
  const { body } = await call(unread.POST, at(conversation.displayId));
  expect([body.unread_count, body.unread_messages_count]).toEqual([1, 1]);
});

test("last seen: the assignee's own look is written though a colleague looked before", async () => {
  const conversation = await seedConversation(account, { assigneeId: account.inside.id });
  await seedMessage(account.id, conversation, { createdAt: new Date(Date.now() - 60_000) });
  await runtime().sql`
    update conversations set last_activity_at = now() - interval '60 seconds', last_incoming_at = now() - interval '60 seconds',
      agent_last_seen_at = now(), assignee_last_seen_at = now() - interval '5 minutes'
    where id = ${conversation.id}`;
  const { body } = await call(seen.POST, at(conversation.displayId));
  expect(body.assignee_last_seen_at).toBeGreaterThan(Date.now() / 1000 - 60);
});

test("assignments: an id that is none unassigns", async () => {
  const { displayId } = await seedConversation(account, { assigneeId: account.inside.id });
  const result = await call(assignments.POST, { ...at(displayId), body: { assignee_id: "nobody" } });
  expect([result.status, result.body]).toEqual([200, null]);
  expect((await call(one.GET, at(displayId))).body.meta.assignee).toBe(undefined);
});

test("labels: numbers are names as well", async () => {
  const { displayId } = await seedConversation(account);
  const { body } = await call(labels.POST, { ...at(displayId), body: { labels: [2026, "vip"] } });
  expect(body.payload).toEqual(["2026", "vip"]);
});
