import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { contactNotes } from "#db/schema/contact-notes.ts";
import { contacts } from "#db/schema/contacts.ts";
import { groups as groupRows, groupMembers as memberRows } from "#db/schema/groups.ts";
import { messageReactions, messageReceipts } from "#db/schema/messages.ts";
import { type SeededAccount, seedContact, seedConversation, seedMessage, seedTwoAccounts } from "#db/testing/seed.ts";
import { seedRating } from "#db/testing/seed-message-details.ts";
import { startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { POST } from "../../../app/api/v1/accounts/[account_id]/actions/contact_merge/route.ts";
import { call } from "../../platform/http/testing/call.ts";
import { runtime } from "../../platform/runtime.ts";

let account: SeededAccount & { other: SeededAccount };

beforeAll(async () => {
  await startTestRuntime();
});
beforeEach(async () => {
  account = await seedTwoAccounts();
});
afterAll(stopTestRuntime);

const merge = (base_contact_id: number, mergee_contact_id: number, token = account.inside.token) =>
  call(POST, { token, params: { account_id: account.id }, body: { base_contact_id, mergee_contact_id } });

const rowsOf = async (query: string): Promise<Record<string, unknown>[]> => [...(await runtime().sql.unsafe(query))];

test("200: everything of the mergee is the base's, whose own values win", async () => {
  const kept = await seedConversation(account, {
    contact: {
      name: "Ana",
      labels: ["vip"],
      customAttributes: { plan: "gold", note: "" },
      additionalAttributes: { social_profiles: { github: "ana" } },
    },
  });
  const gone = await seedConversation(account, {
    contact: {
      name: "A.",
      email: "ana@example.com",
      phoneNumber: "+12025550143",
      labels: ["late"],
      customAttributes: { plan: "silver", note: "n", seats: 3 },
      additionalAttributes: { social_profiles: { github: "x", linkedin: "l" } },
      lastActivityAt: new Date("2026-01-01T00:00:00Z"),
    },
  });
  const message = await seedMessage(account.id, gone);
  await runtime().db.insert(contactNotes).values({ accountId: account.id, contactId: gone.contactId, content: "n" });
  const asked = await seedMessage(account.id, gone, {
    messageType: 3,
    contentType: "input_csat",
    senderType: null,
    senderId: null,
  });
  await seedRating(account.id, gone, { messageId: asked.id, rating: 5 });
  const result = await merge(kept.contactId, gone.contactId);
  expect(result.status).toBe(200);
  expect(result.body).toMatchObject({
    id: kept.contactId,
    name: "Ana",
    email: "ana@example.com",
    phone_number: "+12025550143",
    custom_attributes: { plan: "gold", note: "n", seats: 3 },
    additional_attributes: { social_profiles: { github: "ana", linkedin: "l" } },
    last_activity_at: 1767225600,
    revision: 2,
  });
  expect(result.body.contact_inboxes).toHaveLength(2);
  const [row] = await runtime().db.select().from(contacts).where(eq(contacts.accountId, account.id));
  expect(row?.labels).toEqual(["vip", "late"]);
  expect(await rowsOf(`select contact_id from conversations where account_id = ${account.id} order by id`)).toEqual([
    { contact_id: kept.contactId },
    { contact_id: kept.contactId },
  ]);
  expect(await rowsOf(`select sender_id from messages where id = ${message.id}`)).toEqual([
    { sender_id: kept.contactId },
  ]);
  expect(await rowsOf(`select contact_id from contact_notes where account_id = ${account.id}`)).toEqual([
    { contact_id: kept.contactId },
  ]);
  expect(await rowsOf(`select contact_id from csat_survey_responses where account_id = ${account.id}`)).toEqual([
    { contact_id: kept.contactId },
  ]);
  const types = await rowsOf(`select type from events where account_id = ${account.id} order by id`);
  expect(types.map((event) => event.type)).toEqual([
    "conversation.updated",
    "conversation.contact_changed",
    "contact.deleted",
    "contact.merged",
    "contact.updated",
  ]);
});

test("in groups: one membership, one reaction, one receipt, one request, and mentions that still lead somewhere", async () => {
  const [kept, gone] = [await seedContact(account.id, { name: "Ana" }), await seedContact(account.id, { name: "A." })];
  const group = await seedConversation(account, {
    groupType: "group",
    contact: {
      name: "Team",
      groupType: "group",
      additionalAttributes: {
        pending_join_requests: [
          { jid: "1", contact_id: gone.id, request_time: "1" },
          { jid: "2", contact_id: kept.id, request_time: "2" },
          { jid: "3", contact_id: 999, request_time: "3" },
        ],
      },
    },
  });
  const { db } = runtime();
  const accountId = account.id;
  const asked = { accountId, groupContactId: group.contactId };
  await db.insert(groupRows).values({ accountId, contactId: group.contactId });
  await db.insert(memberRows).values([
    { ...asked, contactId: kept.id, role: "member", changedAt: new Date(1000) },
    { ...asked, contactId: gone.id, role: "admin", changedAt: new Date(2000) },
  ]);
  const message = await seedMessage(account.id, group, {
    content: `Hi [@A.](mention://contact/${gone.id}/A.)`,
    senderId: gone.id,
  });
  const reaction = (contactId: number, emoji: string, at: number) => ({
    accountId,
    messageId: message.id,
    reactor: `contact:${contactId}`,
    emoji,
    reactedAt: new Date(at),
  });
  await db.insert(messageReactions).values([reaction(kept.id, "👍", 1000), reaction(gone.id, "❤️", 2000)]);
  await db.insert(messageReceipts).values([
    { accountId, messageId: message.id, contactId: kept.id, deliveredAt: new Date(5000) },
    { accountId, messageId: message.id, contactId: gone.id, deliveredAt: new Date(1000), readAt: new Date(2000) },
  ]);
  expect((await merge(kept.id, gone.id)).status).toBe(200);
  expect(await rowsOf(`select contact_id, role from group_members where account_id = ${accountId}`)).toEqual([
    { contact_id: kept.id, role: "admin" },
  ]);
  expect(await rowsOf(`select reactor, emoji from message_reactions where account_id = ${accountId}`)).toEqual([
    { reactor: `contact:${kept.id}`, emoji: "❤️" },
  ]);
  const receipts = await db.select().from(messageReceipts).where(eq(messageReceipts.accountId, accountId));
  expect(receipts).toMatchObject([{ contactId: kept.id, deliveredAt: new Date(1000), readAt: new Date(2000) }]);
  expect(await rowsOf(`select content, sender_id from messages where id = ${message.id}`)).toEqual([
    { content: `Hi [@A.](mention://contact/${kept.id}/A.)`, sender_id: kept.id },
  ]);
  const [row] = await db.select().from(contacts).where(eq(contacts.id, group.contactId));
  expect(row?.additionalAttributes.pending_join_requests).toEqual([
    { jid: "1", contact_id: kept.id, request_time: "1" },
    { jid: "3", contact_id: 999, request_time: "3" },
  ]);
});

test("every table that points at contacts is handed over: what is forgotten here would be deleted or orphaned", async () => {
  const rows = await rowsOf(`
    select conrelid::regclass::text as name from pg_constraint
    where contype = 'f' and confrelid = 'contacts'::regclass
    union
    select table_name from information_schema.columns where table_schema = 'public' and column_name like '%contact_id'
    order by 1`);
  expect(rows.map((row) => row.name)).toEqual([
    "contact_inboxes",
    "contact_notes",
    "conversations",
    "csat_survey_responses",
    "group_members",
    // A group is never merged.
    "groups",
    "message_receipts",
  ]);
});

test("200 and nothing changed for a contact with itself", async () => {
  const { id } = await seedContact(account.id, { name: "Ana" });
  expect((await merge(id, id)).body).toMatchObject({ id, revision: 1 });
  expect(await rowsOf(`select 1 from events where account_id = ${account.id}`)).toEqual([]);
});

test("404 for a contact of another account, for none, and for one that was merged already", async () => {
  const own = await seedContact(account.id, { name: "Ana" });
  const foreign = await seedContact(account.other.id, { name: "Bea" });
  const second = await seedContact(account.id, { name: "Cleo" });
  expect((await merge(own.id, foreign.id)).status).toBe(404);
  expect((await merge(foreign.id, own.id)).status).toBe(404);
  await merge(own.id, second.id);
  expect((await merge(own.id, second.id)).status).toBe(404);
});

test("422 for a group and for a missing id, 401 without a token", async () => {
  const own = await seedContact(account.id, { name: "Ana" });
  const group = await seedContact(account.id, { name: "Team", groupType: "group" });
  expect(await merge(own.id, group.id)).toMatchObject({ status: 422, body: { error: "Groups cannot be merged" } });
  const params = { account_id: account.id };
  expect((await call(POST, { token: account.inside.token, params, body: { base_contact_id: own.id } })).status).toBe(
    422,
  );
  expect((await call(POST, { params, body: {} })).status).toBe(401);
});

test("of two merges of the same contact at once one wins, and its conversations are there once", async () => {
  const [one, other] = [await seedConversation(account), await seedConversation(account)];
  const third = await seedConversation(account);
  const results = await Promise.all([
    merge(one.contactId, third.contactId),
    merge(other.contactId, third.contactId),
    merge(one.contactId, third.contactId),
  ]);
  expect(results.map((result) => result.status).sort()).toEqual([200, 404, 404]);
  expect(await rowsOf(`select 1 from conversations where account_id = ${account.id}`)).toHaveLength(3);
});
