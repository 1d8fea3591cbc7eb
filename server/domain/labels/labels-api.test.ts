import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { contacts } from "#db/schema/contacts.ts";
import { conversations } from "#db/schema/conversations.ts";
import { events } from "#db/schema/platform.ts";
import { type SeededAccount, seedConversation, seedTwoAccounts } from "#db/testing/seed.ts";
import { seedLabel } from "#db/testing/seed-settings.ts";
import { takeJobs } from "#db/testing/take-jobs.ts";
import { expectStatements, startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { call } from "#server/platform/http/testing/call.ts";
import { runtime } from "#server/platform/runtime.ts";
import * as one from "../../../app/api/v1/accounts/[account_id]/labels/[id]/route.ts";
import * as all from "../../../app/api/v1/accounts/[account_id]/labels/route.ts";
import { retagLabelJob } from "./jobs.ts";
import { listLabels } from "./list-labels.ts";

let account: SeededAccount & { other: SeededAccount };

beforeAll(async () => {
  await startTestRuntime();
});
beforeEach(async () => {
  account = await seedTwoAccounts();
});
afterAll(stopTestRuntime);

const here = () => ({ params: { account_id: account.id }, token: account.admin.token });
const at = (id: number) => ({ params: { account_id: account.id, id }, token: account.admin.token });

test("create: 200 with the title in lower case and the usual colour, with or without root key", async () => {
  const plain = await call(all.POST, { ...here(), body: { title: " VIP-Kunde " } });
  expect(plain.status).toBe(200);
  expect(plain.body).toEqual({
    id: expect.any(Number),
    title: "vip-kunde",
    description: null,
    color: "#1f93ff",
    show_on_sidebar: true,
  });
  const wrapped = await call(all.POST, {
    ...here(),
    body: { label: { title: "billing", description: "About money", color: "#FF0000", show_on_sidebar: false } },
  });
  expect(wrapped.body).toMatchObject({ title: "billing", description: "About money", show_on_sidebar: false });
});

test.each([
  [{ description: "x" }, "Title can't be blank"],
  [{ title: "a" }, "Title must have at least 2 letters, digits, _ or -, and begin with a letter or digit"],
  [{ title: "_x" }, "Title must have at least 2 letters, digits, _ or -, and begin with a letter or digit"],
  [{ title: "two words" }, "Title must have at least 2 letters, digits, _ or -, and begin with a letter or digit"],
  [{ title: "ok", color: "javascript:x" }, "Color is no colour, such as #1f93ff"],
])("create: 422 for %j", async (body, message) => {
  const result = await call(all.POST, { ...here(), body });
  expect([result.status, result.body]).toEqual([422, expect.objectContaining({ message })]);
});

test("create: 422 for a title that the account has, whatever its case; another account may have it too", async () => {
  await seedLabel(account.id, { title: "vip" });
  const taken = await call(all.POST, { ...here(), body: { title: "VIP" } });
  expect([taken.status, taken.body]).toEqual([422, { message: "Title has already been taken", attributes: ["title"] }]);
  const elsewhere = await call(all.POST, {
    params: { account_id: account.other.id },
    token: account.other.admin.token,
    body: { title: "vip" },
  });
  expect(elsewhere.status).toBe(200);
});

test("list: those of the account by title, in one statement", async () => {
  for (const title of ["zebra", "apple"]) await seedLabel(account.id, { title });
  await seedLabel(account.other.id, { title: "hidden" });
  const { payload } = await expectStatements(1, () => listLabels(account.inside.ctx));
  expect(payload.map((label) => label.title)).toEqual(["apple", "zebra"]);
});

test("show, update and delete: 404 for a label of another account", async () => {
  const { id } = await seedLabel(account.other.id, { title: "vip" });
  const results = [
    await call(one.GET, at(id)),
    await call(one.PATCH, { ...at(id), body: { title: "mine" } }),
    await call(one.DELETE, at(id)),
  ];
  expect(results.map((result) => result.status)).toEqual([404, 404, 404]);
});

test("update: a new title is carried through conversations and contacts of this account alone", async () => {
  const { id } = await seedLabel(account.id, { title: "vip" });
  const tagged = await seedConversation(account, { labels: ["new", "vip"], contact: { labels: ["vip"] } });
  const both = await seedConversation(account, { labels: ["gold", "vip"] });
  const stranger = await seedConversation(account.other, { labels: ["vip"], contact: { labels: ["vip"] } });
  const result = await call(one.PATCH, { ...at(id), body: { title: "Gold" } });
  expect(result.body).toMatchObject({ id, title: "gold" });

  for (const payload of await takeJobs<{ account_id: number; from: string; to: string }>("retag_label"))
    await retagLabelJob.run(payload);

  expect(await labelsOf(tagged.id)).toEqual(["new", "gold"]);
  expect(await labelsOf(both.id)).toEqual(["gold"]);
  expect(await labelsOf(stranger.id)).toEqual(["vip"]);
  const rows = await runtime().db.select().from(contacts).where(eq(contacts.id, tagged.contactId));
  expect(rows[0]?.labels).toEqual(["gold"]);
  expect(await eventTypes()).toEqual([
    "record.changed",
    "conversation.updated",
    "conversation.updated",
    "contact.updated",
  ]);
});

test("update: other fields change without any job; a taken title is 422", async () => {
  const { id } = await seedLabel(account.id, { title: "vip" });
  await seedLabel(account.id, { title: "gold" });
  const changed = await call(one.PATCH, { ...at(id), body: { description: "x", show_on_sidebar: "false" } });
  expect(changed.body).toMatchObject({ title: "vip", description: "x", show_on_sidebar: false });
  expect(await takeJobs("retag_label")).toEqual([]);
  const taken = await call(one.PATCH, { ...at(id), body: { title: "gold" } });
  expect([taken.status, taken.body]).toEqual([422, { message: "Title has already been taken", attributes: ["title"] }]);
});

test("delete: 200 with an empty body; conversations keep the title", async () => {
  const { id } = await seedLabel(account.id, { title: "vip" });
  const conversation = await seedConversation(account, { labels: ["vip"] });
  const result = await call(one.DELETE, at(id));
  expect([result.status, result.text]).toEqual([200, ""]);
  expect(await labelsOf(conversation.id)).toEqual(["vip"]);
  expect((await call(one.GET, at(id))).status).toBe(404);
});

async function labelsOf(conversationId: number) {
  const [row] = await runtime().db.select().from(conversations).where(eq(conversations.id, conversationId));
  return row?.labels;
}

async function eventTypes() {
  const rows = await runtime().db.select().from(events).where(eq(events.accountId, account.id)).orderBy(events.id);
  return rows.map((event) => event.type);
}
