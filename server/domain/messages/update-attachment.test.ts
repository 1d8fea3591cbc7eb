import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type SeededAccount, seedConversation, seedMessage, seedTwoAccounts } from "#db/testing/seed.ts";
import { seedAttachment } from "#db/testing/seed-message-details.ts";
import { startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { call } from "#server/platform/http/testing/call.ts";
import { runtime } from "#server/platform/runtime.ts";
import * as one from "../../../app/api/v1/accounts/[account_id]/conversations/[conversation_id]/messages/[message_id]/attachments/[id]/route.ts";

let account: SeededAccount & { other: SeededAccount };

beforeAll(async () => {
  await startTestRuntime();
});
beforeEach(async () => {
  account = await seedTwoAccounts();
});
afterAll(stopTestRuntime);

async function fileOf(owner: SeededAccount) {
  const conversation = await seedConversation(owner);
  const message = await seedMessage(owner.id, conversation);
  const id = await seedAttachment(
    { accountId: owner.id, messageId: message.id, conversationId: conversation.id },
    { fileType: "audio", state: "ready", meta: { is_recorded_audio: true } },
  );
  return { conversation_id: conversation.displayId, message_id: message.id, id };
}

test("what is said about a file is added to what is known, and everybody is told", async () => {
  const params = { account_id: account.id, ...(await fileOf(account)) };
  const result = await call(one.PATCH, { params, token: account.inside.token, body: { meta: { speed: 2 } } });
  expect([result.status, result.body.meta]).toEqual([200, { is_recorded_audio: true, speed: 2 }]);
  const events = await runtime().sql`select type from events where account_id = ${account.id}`;
  expect(events.map(({ type }) => type)).toEqual(["message.updated"]);
});

test("422 for more than 16 KB; 404 for a file of another message or account; 401 for strangers", async () => {
  const params = { account_id: account.id, ...(await fileOf(account)) };
  const ask = (more: object, token: string | undefined = account.inside.token, meta: object = {}) =>
    call(one.PATCH, { params: { ...params, ...more }, token, body: { meta } });
  expect((await ask({}, undefined, { text: "x".repeat(17_000) })).status).toBe(422);
  const other = await fileOf(account);
  expect((await ask({ id: other.id })).status).toBe(404);
  const theirs = await fileOf(account.other);
  expect((await ask({ id: theirs.id })).status).toBe(404);
  expect((await ask({}, account.outside.token)).status).toBe(401);
  expect((await ask({}, account.other.admin.token)).status).toBe(401);
});
