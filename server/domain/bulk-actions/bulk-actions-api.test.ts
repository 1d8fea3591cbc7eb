import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { contacts } from "#db/schema/contacts.ts";
import { conversations } from "#db/schema/conversations.ts";
import { type SeededAccount, seedConversation, seedInbox, seedTwoAccounts } from "#db/testing/seed.ts";
import { seedTeam } from "#db/testing/seed-settings.ts";
import { takeJobs } from "#db/testing/take-jobs.ts";
import { startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { call } from "#server/platform/http/testing/call.ts";
import { runtime } from "#server/platform/runtime.ts";
import { POST } from "../../../app/api/v1/accounts/[account_id]/bulk_actions/route.ts";
import { changeManyJob, type ManyChanges } from "./jobs.ts";

let account: SeededAccount & { other: SeededAccount };

beforeAll(async () => {
  await startTestRuntime();
});
beforeEach(async () => {
  account = await seedTwoAccounts();
});
afterAll(stopTestRuntime);

const ask = (body: object, token = account.inside.token) =>
  call(POST, { params: { account_id: account.id }, token, body });

async function runJobs(): Promise<void> {
  for (const payload of await takeJobs<ManyChanges>("change_many")) await changeManyJob.run(payload);
}

test("conversations: 200 empty, then labels, team, assignee and status are as asked, once", async () => {
  const team = await seedTeam(account.id, {}, [account.inside.id]);
  const one = await seedConversation(account, { labels: ["old", "kept"] });
  const two = await seedConversation(account);
  const result = await ask({
    type: "Conversation",
    ids: [one.displayId, String(two.displayId), one.displayId],
    fields: { status: "snoozed", assignee_id: account.inside.id, team_id: team.id },
    labels: { add: ["vip"], remove: ["old"] },
    snoozed_until: 4_000_000_000,
  });
  expect([result.status, result.text]).toEqual([200, ""]);
  await runJobs();
  for (const [{ id }, labels] of [
    [one, ["kept", "vip"]],
    [two, ["vip"]],
  ] as const) {
    expect(await conversationRow(id)).toMatchObject({
      labels,
      status: "snoozed",
      assigneeId: account.inside.id,
      teamId: team.id,
      snoozedUntil: new Date(4_000_000_000_000),
    });
  }
});

test("conversations: null unassigns, a null status changes nothing", async () => {
  const { id, displayId } = await seedConversation(account, { assigneeId: account.inside.id, status: "pending" });
  await ask({ type: "Conversation", ids: [displayId], fields: { status: null, assignee_id: null } });
  await runJobs();
  expect(await conversationRow(id)).toMatchObject({ assigneeId: null, status: "pending" });
});

test("conversations: those out of the caller's sight, and of another account, are passed over", async () => {
  const elsewhere = await seedInbox(account.id);
  const hidden = await seedConversation(account, { inboxId: elsewhere.id });
  const own = await seedConversation(account);
  const strange = await seedConversation(account.other);
  await ask({ type: "Conversation", ids: [hidden.displayId, 999, own.displayId], fields: { status: "resolved" } });
  await runJobs();
  const after = [await conversationRow(hidden.id), await conversationRow(own.id), await conversationRow(strange.id)];
  expect(after.map((row) => row?.status)).toEqual(["open", "resolved", "open"]);
});

test("contacts: labels are added; deleting is for administrators", async () => {
  const { contactId } = await seedConversation(account, { contact: { labels: ["old"] } });
  const labelled = await ask({ type: "Contact", ids: [contactId], labels: { add: ["vip"] } });
  expect([labelled.status, labelled.text]).toEqual([200, ""]);
  await runJobs();
  expect((await contactRow(contactId))?.labels).toEqual(["old", "vip"]);
  const deletion = { type: "Contact", action_name: "delete", ids: [contactId] };
  expect((await ask(deletion)).status).toBe(401);
  expect((await ask(deletion, account.admin.token)).status).toBe(200);
  await runJobs();
  expect(await contactRow(contactId)).toBe(undefined);
});

test.each([
  [{ type: "Article", ids: [1] }, { success: false }],
  [{ ids: [1] }, { success: false }],
])("422 for %j", async (body, answer) => {
  const result = await ask(body);
  expect([result.status, result.body]).toEqual([422, answer]);
});

test("422 for an unknown status and for more than a thousand", async () => {
  expect((await ask({ type: "Conversation", ids: [1], fields: { status: "lost" } })).status).toBe(422);
  const ids = Array.from({ length: 1001 }, (_, index) => index + 1);
  expect((await ask({ type: "Conversation", ids, fields: { status: "open" } })).status).toBe(422);
});

async function conversationRow(id: number) {
  const [row] = await runtime().db.select().from(conversations).where(eq(conversations.id, id));
  return row;
}

async function contactRow(id: number) {
  const [row] = await runtime().db.select().from(contacts).where(eq(contacts.id, id));
  return row;
}
