import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { customAttributeDefinitions } from "#db/schema/custom-attribute-definitions.ts";
import { type SeededAccount, seedContact, seedConversation, seedInbox, seedTwoAccounts } from "#db/testing/seed.ts";
import { expectStatements, startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { website } from "#server/channels/website/index.ts";
import { call } from "#server/platform/http/testing/call.ts";
import { runtime } from "#server/platform/runtime.ts";
import * as byInbox from "../../../app/api/v1/accounts/[account_id]/contact_inboxes/filter/route.ts";
import * as avatar from "../../../app/api/v1/accounts/[account_id]/contacts/[id]/avatar/route.ts";
import * as inboxes from "../../../app/api/v1/accounts/[account_id]/contacts/[id]/contact_inboxes/route.ts";
import * as contactable from "../../../app/api/v1/accounts/[account_id]/contacts/[id]/contactable_inboxes/route.ts";
import * as attributes from "../../../app/api/v1/accounts/[account_id]/contacts/[id]/destroy_custom_attributes/route.ts";
import * as labels from "../../../app/api/v1/accounts/[account_id]/contacts/[id]/labels/route.ts";
import * as note from "../../../app/api/v1/accounts/[account_id]/contacts/[id]/notes/[note_id]/route.ts";
import * as notes from "../../../app/api/v1/accounts/[account_id]/contacts/[id]/notes/route.ts";
import * as one from "../../../app/api/v1/accounts/[account_id]/contacts/[id]/route.ts";
import * as active from "../../../app/api/v1/accounts/[account_id]/contacts/active/route.ts";
import * as filter from "../../../app/api/v1/accounts/[account_id]/contacts/filter/route.ts";
import * as conversations from "../../../app/api/v1/accounts/[account_id]/conversations/route.ts";
import { filterContacts } from "./filter-contacts.ts";
import { noteContactPresence } from "./presence.ts";

let account: SeededAccount & { other: SeededAccount };

beforeAll(async () => {
  await startTestRuntime();
});
beforeEach(async () => {
  // One number serves one inbox of the whole installation.
  await runtime().sql`delete from inboxes`;
  account = await seedTwoAccounts();
});
afterAll(stopTestRuntime);

const here = () => ({ params: { account_id: account.id }, token: account.inside.token });
const at = (id: number) => ({ params: { account_id: account.id, id }, token: account.inside.token });
const abroad = (id: number) => ({ params: { account_id: account.other.id, id }, token: account.other.admin.token });

test("filter: 200 with the envelope of a list, of this account, a page at a time", async () => {
  for (let n = 0; n < 16; n++) await seedContact(account.id, { name: `Ana ${n}`, email: `ana${n}@example.com` });
  await seedContact(account.id, { name: "Ana anonymous" });
  await seedContact(account.other.id, { name: "Ana elsewhere", email: "e@example.com" });
  const payload = [{ attribute_key: "name", filter_operator: "contains", values: ["ana"], query_operator: null }];
  const first = await call(filter.POST, { ...here(), body: { payload }, query: "?sort=-email" });
  expect(first.body.meta).toEqual({ count: 16, current_page: "1" });
  expect(first.body.payload).toHaveLength(15);
  expect(first.body.payload[0]?.name).toBe("Ana 9");
  const second = await expectStatements(3, () =>
    filterContacts(account.inside.ctx, { payload, page: 2, per_page: 15 }),
  );
  expect(second.payload).toHaveLength(1);
});

test("filter: an OR of numbers finds who is known under either, as integrations ask", async () => {
  await seedContact(account.id, { name: "Zé", phoneNumber: "+5511987654321" });
  const byNumber = (value: string, query_operator: "OR" | null) => ({
    attribute_key: "phone_number",
    filter_operator: "equal_to",
    values: [value],
    query_operator,
  });
  const body = { payload: [byNumber("551187654321", "OR"), byNumber("5511987654321", null)] };
  const result = await call(filter.POST, { ...here(), body });
  expect(result.body.payload.map((contact) => contact.phone_number)).toEqual(["+5511987654321"]);
});

test("filter: 422 with a sentence that names the attribute, 400 for an unknown order, 401 without a token", async () => {
  const row = { attribute_key: "name", filter_operator: "days_before", values: ["1"] };
  const send = (payload: unknown, query = "") => call(filter.POST, { ...here(), body: { payload }, query });
  expect(await send([row])).toMatchObject({
    status: 422,
    body: {
      error: "Invalid operator. The allowed operators for name are [equal_to,not_equal_to,contains,does_not_contain].",
    },
  });
  expect((await send("x")).status).toBe(422);
  expect((await send([{ attribute_key: "name" }])).status).toBe(422);
  expect((await send([], "?sort=password")).status).toBe(400);
  const params = { account_id: account.id };
  expect((await call(filter.POST, { params, body: { payload: [] } })).status).toBe(401);
});

test("filter: custom attributes of contacts", async () => {
  const definition = { attributeKey: "plan", displayName: "Plan", attributeModel: "contact_attribute" as const };
  await runtime()
    .db.insert(customAttributeDefinitions)
    .values({ accountId: account.id, ...definition });
  await seedContact(account.id, { name: "Ana", email: "a@example.com", customAttributes: { plan: "Gold" } });
  await seedContact(account.id, { name: "Bea", email: "b@example.com" });
  const payload = [{ attribute_key: "plan", filter_operator: "equal_to", values: ["gold"] }];
  const result = await call(filter.POST, { ...here(), body: { payload } });
  expect(result.body.payload.map((contact) => contact.name)).toEqual(["Ana"]);
});

test("labels: replaced as a whole, with an event, and the same again is no news", async () => {
  const { id } = await seedContact(account.id, { labels: ["old"] });
  expect((await call(labels.GET, at(id))).body).toEqual({ payload: ["old"] });
  const set = () => call(labels.POST, { ...at(id), body: { labels: ["vip", " ", "vip", "late"] } });
  expect((await set()).body).toEqual({ payload: ["vip", "late"] });
  await set();
  const events = await runtime().sql`select data from events where account_id = ${account.id}`;
  expect([...events]).toMatchObject([{ data: { contact_id: id, changed: { labels: [["old"], ["vip", "late"]] } } }]);
  expect((await call(labels.GET, abroad(id))).status).toBe(404);
  expect((await call(labels.POST, { ...abroad(id), body: { labels: [] } })).status).toBe(404);
  expect((await call(labels.POST, { ...at(id), body: { labels: [{}] } })).status).toBe(422);
});

test("notes: written, listed the newest first, changed by another, deleted", async () => {
  const { id } = await seedContact(account.id);
  const write = (content: string) => call(notes.POST, { ...at(id), body: { note: { content } } });
  const first = await write("prefers mornings");
  expect(first.body).toMatchObject({ content: "prefers mornings", contact_id: id, user: { id: account.inside.id } });
  await write("second");
  expect((await call(notes.GET, at(id))).body.map((entry) => entry.content)).toEqual(["second", "prefers mornings"]);
  const path = { account_id: account.id, id, note_id: first.body.id };
  const changed = await call(note.PATCH, { params: path, token: account.admin.token, body: { content: "evenings" } });
  expect(changed.body).toMatchObject({ content: "evenings", user: { id: account.admin.id } });
  expect((await call(note.GET, { params: path, token: account.inside.token })).body.content).toBe("evenings");
  expect(await call(note.DELETE, { params: path, token: account.inside.token })).toMatchObject({
    status: 200,
    text: "",
  });
  expect((await call(note.GET, { params: path, token: account.inside.token })).status).toBe(404);
});

test("notes: 422 for blank ones, 404 for another contact's and another account's", async () => {
  const { id } = await seedContact(account.id);
  const other = await seedContact(account.id);
  expect((await call(notes.POST, { ...at(id), body: { content: "  " } })).status).toBe(422);
  expect((await call(notes.POST, { ...at(999_999), body: { content: "x" } })).status).toBe(404);
  expect((await call(notes.GET, abroad(id))).status).toBe(404);
  const { body } = await call(notes.POST, { ...at(id), body: { content: "x" } });
  const wrong = { params: { account_id: account.id, id: other.id, note_id: body.id }, token: account.inside.token };
  expect((await call(note.GET, wrong)).status).toBe(404);
  expect((await call(note.PATCH, { ...wrong, body: { content: "y" } })).status).toBe(404);
  expect((await call(note.DELETE, wrong)).status).toBe(404);
});

test("contact inboxes: made once, with the channel's own name for the contact, and found by it", async () => {
  const phone = await seedInbox(account.id, [account.inside.id], {
    channel: "simulator",
    settings: { phone_number: "+12025550100" },
  });
  const { id } = await seedContact(account.id, { name: "Ana", phoneNumber: "+12025550143" });
  const create = (body: object) => call(inboxes.POST, { ...at(id), body });
  expect((await create({ inbox_id: phone.id })).body).toMatchObject({
    source_id: "12025550143",
    inbox: { id: phone.id, name: "Support" },
  });
  await create({ inbox_id: phone.id });
  const rows = await runtime().sql`select 1 from contact_inboxes where account_id = ${account.id}`;
  expect(rows).toHaveLength(1);
  const found = await call(byInbox.POST, { ...here(), body: { inbox_id: phone.id, source_id: "12025550143" } });
  expect(found.body).toMatchObject({ id, contact_inboxes: [{ source_id: "12025550143" }] });
  const unknown = await call(byInbox.POST, { ...here(), body: { inbox_id: phone.id, source_id: "1" } });
  expect([unknown.status, unknown.text]).toEqual([404, ""]);
});

test("contact inboxes: a chat under another form of the number is the same chat", async () => {
  const settings = { phone_number: "+12025550100" };
  const phone = await seedInbox(account.id, [account.inside.id], { channel: "simulator", settings });
  const { id } = await seedContact(account.id, { phoneNumber: "+5511987654321" });
  const { upsertContactInboxes } = await import("./upsert-contact-inboxes.ts");
  const { transaction } = await import("#server/platform/database/transaction.ts");
  const identities = [{ kind: "phone" as const, value: "551187654321" }];
  await transaction(account.admin.ctx, (tx) =>
    upsertContactInboxes(tx, phone.id, [{ sourceId: "551187654321", groupType: "individual", identities }]),
  );
  expect((await call(inboxes.POST, { ...at(id), body: { inbox_id: phone.id } })).body.source_id).toBe("551187654321");
});

test("contact inboxes: 401 for an inbox one is no member of, 404 abroad, 422 without what the channel needs", async () => {
  const hidden = await seedInbox(account.id);
  const { id } = await seedContact(account.id, { name: "Ana" });
  expect((await call(inboxes.POST, { ...at(id), body: { inbox_id: hidden.id } })).status).toBe(401);
  expect((await call(byInbox.POST, { ...here(), body: { inbox_id: hidden.id, source_id: "1" } })).status).toBe(401);
  expect((await call(inboxes.POST, { ...at(id), body: { inbox_id: account.other.inbox.id } })).status).toBe(404);
  expect((await call(inboxes.POST, { ...abroad(id), body: { inbox_id: account.other.inbox.id } })).status).toBe(404);
  const phone = await seedInbox(account.id, [account.inside.id], { channel: "simulator", settings: {} });
  expect(await call(inboxes.POST, { ...at(id), body: { inbox_id: phone.id } })).toMatchObject({
    status: 422,
    body: { error: "param is missing or the value is empty: contact phone number" },
  });
  expect((await call(inboxes.POST, { ...at(id), body: {} })).status).toBe(422);
});

test("contactable inboxes: where the contact can be reached, of those the caller may see", async () => {
  const settings = { phone_number: "+12025550100" };
  const phone = await seedInbox(account.id, [account.inside.id], { channel: "simulator", settings });
  await seedInbox(account.id, [], { channel: "simulator", settings: { phone_number: "+12025550101" } });
  const { id } = await seedContact(account.id, { phoneNumber: "+12025550143" });
  const rows = (await call(contactable.GET, at(id))).body.payload;
  expect(rows.map((row) => row.inbox.id)).toEqual([account.inbox.id, phone.id]);
  expect(rows.map((row) => row.source_id)).toEqual([expect.stringMatching(/^[0-9a-f-]{36}$/), "12025550143"]);
  const { id: without } = await seedContact(account.id);
  expect((await call(contactable.GET, at(without))).body.payload.map((row) => row.inbox.id)).toEqual([
    account.inbox.id,
  ]);
  const known = await seedConversation(account);
  expect((await call(contactable.GET, at(known.contactId))).body.payload).toMatchObject([
    { source_id: known.sourceId },
  ]);
  expect((await call(contactable.GET, abroad(id))).status).toBe(404);
});

test("a website: every contact can have a place of its own, and is contactable there until it has a conversation", async () => {
  const settings = website.settings.parse({ website_url: "https://example.com" });
  const site = await seedInbox(account.id, [account.inside.id], { channel: "website", settings });
  const { id } = await seedContact(account.id);
  const onSite = async () =>
    (await call(contactable.GET, at(id))).body.payload
      .filter((row) => row.inbox.id === site.id)
      .map((row) => row.source_id);
  expect(await onSite()).toEqual([]);
  const made = await call(inboxes.POST, { ...at(id), body: { inbox_id: site.id } });
  expect(made.body.source_id).toMatch(/^[0-9a-f-]{36}$/);
  expect(await onSite()).toEqual([made.body.source_id]);
  const started = await call(conversations.POST, {
    ...here(),
    body: { source_id: made.body.source_id, inbox_id: site.id, contact_id: id },
  });
  expect(started.status).toBe(200);
  expect(await onSite()).toEqual([]);
});

test("ids of another program's may be numbers", async () => {
  const { id } = await seedContact(account.id);
  const made = await call(inboxes.POST, { ...at(id), body: { inbox_id: account.inbox.id, source_id: 4711 } });
  expect(made.body.source_id).toBe("4711");
  const body = { inbox_id: account.inbox.id, source_id: 4711 };
  expect((await call(byInbox.POST, { ...here(), body })).body.id).toBe(id);
  const named = await call(one.PUT, { ...at(id), body: { identifier: 12, name: 34 } });
  expect(named.body.payload).toMatchObject({ identifier: "12", name: "34" });
  expect((await call(one.PUT, { ...at(id), body: { identifier: true } })).status).toBe(422);
});

test("custom attributes and the picture are taken away, others stay", async () => {
  const { id } = await seedContact(account.id, { customAttributes: { plan: "gold", vip: true }, avatarKey: "a/b" });
  const result = await call(attributes.POST, { ...at(id), body: { custom_attributes: ["plan", "none"] } });
  expect(result.body.payload).toMatchObject({ custom_attributes: { vip: true }, contact_inboxes: [] });
  expect((await call(avatar.DELETE, at(id))).body.payload.thumbnail).toBe("");
  const jobs = await runtime().sql`select 1 from graphile_worker.jobs where task_identifier = 'delete_files'`;
  expect(jobs).toHaveLength(1);
  expect((await call(attributes.POST, { ...abroad(id), body: { custom_attributes: ["vip"] } })).status).toBe(404);
  expect((await call(avatar.DELETE, abroad(id))).status).toBe(404);
  expect((await call(attributes.POST, { ...at(id), body: {} })).status).toBe(422);
});

test("who has a page open is online: listed as active, and not to be deleted meanwhile", async () => {
  const { id } = await seedContact(account.id, { name: "Ana" });
  await seedContact(account.id, { name: "Bea" });
  const elsewhere = await seedContact(account.other.id, { name: "Cleo" });
  expect((await call(active.GET, here())).body).toEqual({ meta: { count: 0, current_page: "1" }, payload: [] });
  noteContactPresence(account.id, id);
  noteContactPresence(account.other.id, elsewhere.id);
  const online = await call(active.GET, here());
  expect(online.body).toMatchObject({ meta: { count: 1 }, payload: [{ name: "Ana", availability_status: "online" }] });
  expect(await call(one.DELETE, { ...at(id), token: account.admin.token })).toMatchObject({
    status: 422,
    body: { message: "Ana is Online, please try again later" },
  });
  expect((await call(active.GET, { params: { account_id: account.id } })).status).toBe(401);
});
