import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { contacts } from "#db/schema/contacts.ts";
import { conversations } from "#db/schema/conversations.ts";
import { messages } from "#db/schema/messages.ts";
import { type SeededAccount, seedConversation, seedMessage, seedTwoAccounts } from "#db/testing/seed.ts";
import { seedAttachment } from "#db/testing/seed-message-details.ts";
import { takeJobs } from "#db/testing/take-jobs.ts";
import { startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { call } from "#server/platform/http/testing/call.ts";
import { runtime } from "#server/platform/runtime.ts";
import * as attributes from "../../../app/api/v1/accounts/[account_id]/conversations/[conversation_id]/custom_attributes/route.ts";
import * as draft from "../../../app/api/v1/accounts/[account_id]/conversations/[conversation_id]/draft_messages/route.ts";
import * as assistant from "../../../app/api/v1/accounts/[account_id]/conversations/[conversation_id]/inbox_assistant/route.ts";
import * as mute from "../../../app/api/v1/accounts/[account_id]/conversations/[conversation_id]/mute/route.ts";
import * as one from "../../../app/api/v1/accounts/[account_id]/conversations/[conversation_id]/route.ts";
import * as transcript from "../../../app/api/v1/accounts/[account_id]/conversations/[conversation_id]/transcript/route.ts";
import * as unmute from "../../../app/api/v1/accounts/[account_id]/conversations/[conversation_id]/unmute/route.ts";
import { deleteConversationJob, sendTranscriptJob } from "./jobs.ts";

let account: SeededAccount & { other: SeededAccount };

beforeAll(async () => {
  await startTestRuntime();
});
beforeEach(async () => {
  account = await seedTwoAccounts();
});
afterAll(stopTestRuntime);

const at = (conversation_id: number, token = account.inside.token) => ({
  params: { account_id: account.id, conversation_id },
  token,
});

test("404 for a conversation that only another account has, 401 for one that the caller may not see", async () => {
  await seedConversation(account.other);
  const { displayId } = await seedConversation(account);
  const ask = async (id: number, token: string) => [
    (await call(attributes.POST, { ...at(id, token), body: { custom_attributes: {} } })).status,
    (await call(mute.POST, at(id, token))).status,
    (await call(unmute.POST, at(id, token))).status,
    (await call(transcript.POST, { ...at(id, token), body: { email: "a@example.com" } })).status,
    (await call(assistant.GET, at(id, token))).status,
    (await call(draft.GET, at(id, token))).status,
    (await call(draft.PATCH, { ...at(id, token), body: { message: "x" } })).status,
    (await call(draft.DELETE, at(id, token))).status,
  ];
  expect(await ask(displayId + 1, account.inside.token)).toEqual(Array(8).fill(404));
  expect(await ask(displayId, account.outside.token)).toEqual(Array(8).fill(401));
});

test("custom attributes: replaced as a whole, also by a bot, and announced", async () => {
  const { id, displayId } = await seedConversation(account, { customAttributes: { old: 1 } });
  const custom_attributes = { plan: "gold", seats: 7, nested: { a: [1] } };
  const result = await call(attributes.POST, { ...at(displayId, account.bot.token), body: { custom_attributes } });
  expect([result.status, result.body]).toEqual([200, { custom_attributes }]);
  expect((await conversationRow(id))?.customAttributes).toEqual(custom_attributes);
  expect((await conversationRow(id))?.revision).toBe(2);
});

test.each([
  [{}, "Custom attributes can't be blank"],
  [{ custom_attributes: "x" }, "Custom attributes is invalid"],
  [{ custom_attributes: { a: "x".repeat(1501) } }, "Custom attributes is too long (maximum is 1500 characters)"],
  [{ custom_attributes: { a: 10_000_000_000 } }, "Custom attributes must be less than or equal to 9999999999"],
])("custom attributes: 422 for %#", async (body, message) => {
  const { displayId } = await seedConversation(account);
  const result = await call(attributes.POST, { ...at(displayId), body });
  expect([result.status, result.body]).toEqual([422, expect.objectContaining({ message })]);
});

test("mute: 200 empty; the contact is blocked and the conversation resolved. Unmute: the contact is free again", async () => {
  const { id, displayId, contactId } = await seedConversation(account);
  const muted = await call(mute.POST, at(displayId));
  expect([muted.status, muted.text]).toEqual([200, ""]);
  expect([(await conversationRow(id))?.status, await isBlocked(contactId)]).toEqual(["resolved", true]);
  expect((await call(one.GET, at(displayId))).body.muted).toBe(true);
  const unmuted = await call(unmute.POST, at(displayId));
  expect([unmuted.status, unmuted.text]).toEqual([200, ""]);
  expect([(await conversationRow(id))?.status, await isBlocked(contactId)]).toEqual(["resolved", false]);
  expect(await linesOf(id)).toEqual([
    "Conversation was marked resolved by Acme Inside",
    "Acme Inside has muted the conversation",
    "Acme Inside has unmuted the conversation",
  ]);
});

test("mute: a second time changes and says nothing", async () => {
  const { id, displayId } = await seedConversation(account);
  await call(mute.POST, at(displayId));
  await call(mute.POST, at(displayId));
  expect((await linesOf(id)).length).toBe(2);
});

test("draft: one for all agents; kept, replaced, removed", async () => {
  const { displayId } = await seedConversation(account);
  expect((await call(draft.GET, at(displayId))).body).toEqual({ has_draft: false });
  const saved = await call(draft.PATCH, { ...at(displayId), body: { draft_message: { message: "Dear" } } });
  expect([saved.status, saved.text]).toEqual([200, ""]);
  await call(draft.PATCH, { ...at(displayId), body: { message: "Dear Maria" } });
  expect((await call(draft.GET, at(displayId, account.admin.token))).body).toEqual({
    has_draft: true,
    message: "Dear Maria",
  });
  const deleted = await call(draft.DELETE, at(displayId));
  expect([deleted.status, deleted.text]).toEqual([200, ""]);
  await call(draft.PATCH, { ...at(displayId), body: { message: "x" } });
  await call(draft.PATCH, { ...at(displayId), body: { message: "" } });
  expect((await call(draft.GET, at(displayId))).body).toEqual({ has_draft: false });
});

test("inbox assistant: 200 with none", async () => {
  const { displayId } = await seedConversation(account);
  expect((await call(assistant.GET, at(displayId))).body).toEqual({ assistant: null });
});

test("transcript: 422 without an address and for one that is none", async () => {
  const { displayId } = await seedConversation(account);
  const missing = await call(transcript.POST, { ...at(displayId), body: {} });
  expect([missing.status, missing.body]).toEqual([422, { error: "email param missing" }]);
  const wrong = await call(transcript.POST, { ...at(displayId), body: { email: "maria" } });
  expect([wrong.status, wrong.body]).toEqual([422, { message: "Email is invalid", attributes: ["email"] }]);
});

test("transcript: mails what was said, without private notes, oldest first; the 31st in an hour is 429", async () => {
  const conversation = await seedConversation(account);
  const at9 = (minute: number) => new Date(Date.UTC(2026, 0, 5, 9, minute));
  await seedMessage(account.id, conversation, { content: "Where is it?", createdAt: at9(0) });
  const agent = { messageType: 1, senderType: "User", senderId: account.inside.id } as const;
  await seedMessage(account.id, conversation, { ...agent, content: "On its way", createdAt: at9(1) });
  await seedMessage(account.id, conversation, { ...agent, content: "Secret", private: true, createdAt: at9(2) });
  const send = () => call(transcript.POST, { ...at(conversation.displayId), body: { email: "Boss@Example.com" } });
  expect([(await send()).status, (await send()).text]).toEqual([200, ""]);
  const [payload] = await takeJobs<Parameters<typeof sendTranscriptJob.run>[0]>("send_transcript");
  if (!payload) throw new Error("no transcript was queued");
  await sendTranscriptJob.run(payload);
  expect(await newestMail()).toMatchObject({
    to: "boss@example.com",
    subject: `[#${conversation.displayId}] Your conversation – Maria`,
    text: "Maria (Jan 5, 2026, 9:00 AM UTC)\nWhere is it?\n\nAcme Inside (Jan 5, 2026, 9:01 AM UTC)\nOn its way\n",
  });
  for (let sent = 2; sent < 30; sent++) await send();
  expect((await send()).status).toBe(429);
});

test("delete: 401 for agents; for administrators 200 empty, and the conversation goes with messages and files", async () => {
  const conversation = await seedConversation(account);
  const message = await seedMessage(account.id, conversation);
  await seedAttachment(
    { accountId: account.id, messageId: message.id, conversationId: conversation.id },
    { fileType: "file", storageKey: "a/file" },
  );
  expect((await call(one.DELETE, at(conversation.displayId))).status).toBe(401);
  const result = await call(one.DELETE, at(conversation.displayId, account.admin.token));
  expect([result.status, result.text]).toEqual([200, ""]);
  const [payload] = await takeJobs<{ account_id: number; conversation_id: number }>("delete_conversation");
  if (!payload) throw new Error("no deletion was queued");
  await deleteConversationJob.run(payload);
  await deleteConversationJob.run(payload);
  expect(await conversationRow(conversation.id)).toBe(undefined);
  expect(await takeJobs("delete_files")).toEqual([{ keys: ["a/file"] }]);
  expect((await call(one.DELETE, at(conversation.displayId, account.admin.token))).status).toBe(404);
});

async function conversationRow(id: number) {
  const [row] = await runtime().db.select().from(conversations).where(eq(conversations.id, id));
  return row;
}

async function isBlocked(contactId: number) {
  const [row] = await runtime().db.select().from(contacts).where(eq(contacts.id, contactId));
  return row?.blocked;
}

async function linesOf(conversationId: number) {
  const rows = await runtime()
    .db.select({ content: messages.content })
    .from(messages)
    .where(and(eq(messages.conversationId, conversationId), eq(messages.messageType, 2)))
    .orderBy(messages.id);
  return rows.map((row) => row.content);
}

async function newestMail(): Promise<unknown> {
  const folder = path.join(runtime().config.dataDir, "mail");
  const [newest = ""] = (await readdir(folder)).sort().reverse();
  return JSON.parse(await readFile(path.join(folder, newest), "utf8"));
}
