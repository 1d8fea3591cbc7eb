import { createHmac } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { contactInboxes } from "#db/schema/contacts.ts";
import { inboxes as inboxRows } from "#db/schema/inboxes.ts";
import { type SeededAccount, seedConversation, seedMessage, seedTwoAccounts } from "#db/testing/seed.ts";
import { startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { PATCH as submit } from "../../../app/public/api/v1/inboxes/[inbox_identifier]/contacts/[contact_identifier]/conversations/[conversation_id]/messages/[message_id]/route.ts";
import {
  GET as list,
  POST as write,
} from "../../../app/public/api/v1/inboxes/[inbox_identifier]/contacts/[contact_identifier]/conversations/[conversation_id]/messages/route.ts";
import { GET as talk } from "../../../app/public/api/v1/inboxes/[inbox_identifier]/contacts/[contact_identifier]/conversations/[conversation_id]/route.ts";
import { POST as resolve } from "../../../app/public/api/v1/inboxes/[inbox_identifier]/contacts/[contact_identifier]/conversations/[conversation_id]/toggle_status/route.ts";
import { POST as seen } from "../../../app/public/api/v1/inboxes/[inbox_identifier]/contacts/[contact_identifier]/conversations/[conversation_id]/update_last_seen/route.ts";
import {
  POST as startTalk,
  GET as talks,
} from "../../../app/public/api/v1/inboxes/[inbox_identifier]/contacts/[contact_identifier]/conversations/route.ts";
import {
  PATCH as identify,
  GET as who,
} from "../../../app/public/api/v1/inboxes/[inbox_identifier]/contacts/[contact_identifier]/route.ts";
import { POST as enter } from "../../../app/public/api/v1/inboxes/[inbox_identifier]/contacts/route.ts";
import { GET as inbox } from "../../../app/public/api/v1/inboxes/[inbox_identifier]/route.ts";
import { call } from "../../platform/http/testing/call.ts";
import { runtime } from "../../platform/runtime.ts";
import { encrypt } from "../../platform/secrets.ts";

let account: SeededAccount & { other: SeededAccount };

beforeAll(async () => {
  await startTestRuntime();
});
afterAll(stopTestRuntime);
beforeEach(async () => {
  account = await seedTwoAccounts();
});

const at = (contact?: string, conversation?: number, message?: number) => ({
  params: {
    inbox_identifier: account.inbox.identifier,
    ...(contact && { contact_identifier: contact }),
    ...(conversation && { conversation_id: conversation }),
    ...(message && { message_id: message }),
  },
});
const newcomer = async (body: object = {}) => (await call(enter, { ...at(), body })).body;
const missing = { error: "Resource could not be found" };

test("an API inbox shows what customers may know; other inboxes and keys are not there", async () => {
  const { status, body } = await call(inbox, at());
  expect(status).toBe(200);
  expect(body).toMatchObject({ identifier: account.inbox.identifier, name: "Support", greeting_enabled: false });
  expect(JSON.stringify(body)).not.toMatch(/hmac|settings|webhook/);
  const unknown = await call(inbox, { params: { inbox_identifier: "nonsense" } });
  expect([unknown.status, unknown.body]).toEqual([404, missing]);
  await runtime().db.update(inboxRows).set({ channel: "simulator" }).where(eq(inboxRows.id, account.other.inbox.id));
  expect((await call(inbox, { params: { inbox_identifier: account.other.inbox.identifier } })).status).toBe(404);
});

test("a customer comes in once: the same source id is the same person, a known e-mail too", async () => {
  const first = await newcomer({
    source_id: "s1",
    name: "Ana",
    email: "Ana@Example.com",
    custom_attributes: { plan: 1 },
  });
  expect(first).toMatchObject({ source_id: "s1", name: "Ana", email: "ana@example.com", phone_number: null });
  expect(first.pubsub_token).not.toBe("");
  expect(await newcomer({ source_id: "s1", name: "Somebody" })).toEqual(first);
  const second = await newcomer({ email: "ana@example.com" });
  expect([second.id, second.source_id === "s1"]).toEqual([first.id, false]);
  const stranger = await newcomer();
  expect(stranger.name).toMatch(/^[a-z]+-[a-z]+-\d+$/);
  expect((await call(who, at("s1"))).body).toEqual(first);
  expect((await call(who, at("nobody"))).status).toBe(404);
  const elsewhere = { inbox_identifier: account.other.inbox.identifier, contact_identifier: "s1" };
  expect((await call(who, { params: elsewhere })).status).toBe(404);
  expect((await call(enter, { ...at(), body: { email: "nonsense" } })).status).toBe(422);
});

test("who turns out to be somebody known becomes one with them; the identifier is never written by a change", async () => {
  const known = await newcomer({ identifier: "u1", email: "ana@example.com" });
  const anonymous = await newcomer();
  const { status, body } = await call(identify, {
    ...at(anonymous.source_id),
    body: { email: "ana@example.com", name: "Ana", identifier: "u1", custom_attributes: { a: 1 } },
  });
  expect(status).toBe(200);
  expect(body).toMatchObject({ id: known.id, name: "Ana", identifier: "u1", custom_attributes: { a: 1 } });
  expect((await call(who, at(anonymous.source_id))).body.id).toBe(known.id);
  const third = await newcomer();
  await call(identify, { ...at(third.source_id), body: { identifier: "u3", name: "C" } });
  const [row] = await runtime().sql`select identifier, name from contacts where id = ${third.id}`;
  expect(row).toEqual({ identifier: null, name: "C" });
  const different = await newcomer({ identifier: "u9", phone_number: "+5511999990000" });
  const clash = await call(identify, {
    ...at(different.source_id),
    body: { identifier: "u9", email: "ana@example.com" },
  });
  expect(clash.body).toMatchObject({ id: different.id, email: null });
});

test("where identities are checked, only the right hash comes in, and it opens all conversations of the person", async () => {
  await runtime()
    .db.update(inboxRows)
    .set({ hmacMandatory: true, hmacToken: encrypt("key") })
    .where(eq(inboxRows.id, account.inbox.id));
  const identifier_hash = createHmac("sha256", "key").update("u1").digest("hex");
  for (const body of [{}, { identifier: "u1" }, { identifier: "u1", identifier_hash: "wrong" }, { identifier_hash }]) {
    const refused = await call(enter, { ...at(), body });
    expect([refused.status, refused.body]).toEqual([401, { error: "HMAC failed: Invalid Identifier Hash Provided" }]);
  }
  const one = await newcomer({ identifier: "u1", identifier_hash, source_id: "a" });
  const two = await newcomer({ identifier: "u1", identifier_hash, source_id: "b" });
  expect(one.id).toBe(two.id);
  const [link] = await runtime().db.select().from(contactInboxes).where(eq(contactInboxes.sourceId, "b"));
  expect(link?.hmacVerified).toBe(true);
  const { id } = (await call(startTalk, { ...at("a"), body: {} })).body;
  expect((await call(talks, at("b"))).body.map((entry) => entry.id)).toEqual([id]);
});

test("a conversation is written, listed, seen and ended by its customer alone", async () => {
  const ana = await newcomer({ name: "Ana" });
  const bia = await newcomer({ name: "Bia" });
  const started = await call(startTalk, { ...at(ana.source_id), body: { custom_attributes: { order: 7 } } });
  expect(started.body).toMatchObject({ status: "open", messages: [], contact: { id: ana.id, name: "Ana" } });
  const { id } = started.body;
  const sent = await call(write, { ...at(ana.source_id, id), body: { content: "Hello", echo_id: "e1" } });
  expect(sent.body).toMatchObject({ content: "Hello", echo_id: "e1", message_type: 0, conversation_id: id });
  expect(sent.body.sender).toMatchObject({ id: ana.id, type: "contact" });
  const conversation = await findConversation(id);
  await seedMessage(account.id, conversation, {
    messageType: 1,
    senderType: "User",
    senderId: account.inside.id,
    content: "Hi",
  });
  await seedMessage(account.id, conversation, { messageType: 1, private: true, content: "secret" });
  await seedMessage(account.id, conversation, { messageType: 2, senderType: null, content: "activity" });
  const messages = (await call(list, at(ana.source_id, id))).body;
  expect(messages.map(({ content }) => content)).toEqual(["Hello", "Hi"]);
  const before = await call(list, { ...at(ana.source_id, id), query: `?before=${messages[1]?.id}` });
  expect(before.body.map(({ content }) => content)).toEqual(["Hello"]);
  expect((await call(seen, at(ana.source_id, id))).text).toBe("");
  const [row] = await runtime().sql`select status from messages where id = ${messages[1]?.id ?? 0}`;
  expect(row).toEqual({ status: "read" });
  expect((await call(talk, at(ana.source_id, id))).body.contact_last_seen_at).toBeGreaterThan(0);
  for (const foreign of [
    call(talk, at(bia.source_id, id)),
    call(list, at(bia.source_id, id)),
    call(write, { ...at(bia.source_id, id), body: { content: "x" } }),
    call(resolve, at(bia.source_id, id)),
    call(seen, at(bia.source_id, id)),
  ]) {
    expect([(await foreign).status, (await foreign).body]).toEqual([404, missing]);
  }
  expect((await call(talks, at(bia.source_id))).body).toEqual([]);
  expect((await call(resolve, at(ana.source_id, id))).body.status).toBe("resolved");
  expect((await call(resolve, at(ana.source_id, id))).body.status).toBe("resolved");
  const [line] = await runtime()
    .sql`select content from messages where message_type = 2 and conversation_id = ${conversation.id} and content like '%resolved%'`;
  expect(line?.content).toBe("Conversation was marked resolved by Ana");
  await call(write, { ...at(ana.source_id, id), body: { content: "again" } });
  expect((await call(talk, at(ana.source_id, id))).body.status).toBe("open");
});

test("forms are answered, surveys for 14 days and with one to five stars; notes take no answer", async () => {
  const conversation = await seedConversation(account);
  const answer = async (values: Parameters<typeof seedMessage>[2], submitted_values: unknown) => {
    const { id } = await seedMessage(account.id, conversation, { messageType: 3, senderType: null, ...values });
    return call(submit, { ...at(conversation.sourceId, conversation.displayId, id), body: { submitted_values } });
  };
  const values = [{ name: "size", title: "M", value: "m" }];
  expect((await answer({ contentType: "input_select" }, values)).body.content_attributes).toEqual({
    submitted_values: values,
  });
  const rate = (rating: number, createdAt = new Date()) =>
    answer({ contentType: "input_csat", createdAt }, { csat_survey_response: { rating, feedback_message: "good" } });
  expect((await rate(5)).status).toBe(200);
  expect((await rate(6)).status).toBe(422);
  const late = await rate(5, new Date(Date.now() - 15 * 86_400_000));
  expect([late.status, late.body]).toEqual([422, { error: "You cannot update the CSAT survey after 14 days" }]);
  expect((await answer({ contentType: "text" }, values)).status).toBe(422);
  expect((await answer({ contentType: "input_select", private: true }, values)).status).toBe(422);
});

async function findConversation(displayId: number) {
  const [row] = await runtime().sql<{ id: number; contactId: number; contactInboxId: number }[]>`
    select id, contact_id as "contactId", contact_inbox_id as "contactInboxId" from conversations
    where account_id = ${account.id} and display_id = ${displayId}`;
  if (!row) throw new Error("no conversation");
  return { ...row, displayId, inboxId: account.inbox.id, sourceId: "" };
}
