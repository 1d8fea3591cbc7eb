import { eq } from "drizzle-orm";
import sharp from "sharp";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { contactInboxes, contacts } from "#db/schema/contacts.ts";
import { events } from "#db/schema/platform.ts";
import { type SeededAccount, seedConversation, seedInbox, seedMessage, seedTwoAccounts } from "#db/testing/seed.ts";
import { expectStatements, startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { call } from "#server/platform/http/testing/call.ts";
import { runtime } from "#server/platform/runtime.ts";
import * as one from "../../../app/api/v1/accounts/[account_id]/contacts/[id]/route.ts";
import * as all from "../../../app/api/v1/accounts/[account_id]/contacts/route.ts";
import * as search from "../../../app/api/v1/accounts/[account_id]/contacts/search/route.ts";

let account: SeededAccount & { other: SeededAccount };

beforeAll(async () => {
  await startTestRuntime();
});
beforeEach(async () => {
  account = await seedTwoAccounts();
});
afterAll(stopTestRuntime);

const here = () => ({ params: { account_id: account.id }, token: account.inside.token });
const at = (id: number, token = account.inside.token) => ({ params: { account_id: account.id, id }, token });
const create = (body: object) => call(all.POST, { ...here(), body });
const eventsOf = async () =>
  await runtime().db.select().from(events).where(eq(events.accountId, account.id)).orderBy(events.id);

test("create: 200 with contact and contact inbox, values in their normal form, and an event", async () => {
  const body = {
    name: "Ana",
    email: " ANA@Example.com",
    phone_number: "+55 (11) 98765-4321",
    identifier: "",
    inbox_id: String(account.inbox.id),
    source_id: "own-1",
  };
  const result = await create(body);
  expect(result.status).toBe(200);
  expect(result.body.payload.contact).toMatchObject({
    name: "Ana",
    email: "ana@example.com",
    phone_number: "+5511987654321",
    identifier: null,
    revision: 1,
  });
  expect(result.body.payload.contact.contact_inboxes).toMatchObject([
    { source_id: "own-1", inbox: { id: account.inbox.id } },
  ]);
  expect(result.body.payload.contact_inbox).toMatchObject({
    source_id: "own-1",
    inbox: { id: account.inbox.id, name: "Support" },
  });
  expect((await eventsOf()).map((event) => event.type)).toEqual(["contact.created"]);
});

test("create: without inbox there is no contact inbox; an API inbox gives a random source id", async () => {
  expect((await create({ name: "Bea" })).body.payload.contact_inbox).toEqual({ inbox: null, source_id: null });
  const made = await create({ name: "Bea", inbox_id: account.inbox.id });
  expect(made.body.payload.contact_inbox.source_id).toMatch(/^[0-9a-f-]{36}$/);
});

test("create: 422 for what is taken or malformed, with the contract's bodies, and nothing is stored", async () => {
  await create({ email: "a@b.co", phone_number: "+12025550143", identifier: "x" });
  expect((await create({ email: "A@b.co" })).body).toEqual({
    message: "Email has already been taken",
    attributes: ["email"],
  });
  expect((await create({ phone_number: "+1 202 555-0143" })).body).toEqual({
    message: "Phone number has already been taken",
    attributes: ["phone_number"],
  });
  expect((await create({ identifier: "x" })).status).toBe(422);
  expect((await create({ phone_number: "12" })).body).toEqual({
    message: "Phone number should be in e164 format",
    attributes: ["phone_number"],
  });
  expect((await create({ email: "no" })).body).toEqual({ message: "Email is invalid", attributes: ["email"] });
  expect((await create({ name: "x".repeat(256) })).body).toMatchObject({ attributes: ["name"] });
  expect(await runtime().db.select().from(contacts).where(eq(contacts.accountId, account.id))).toHaveLength(1);
});

test("create: two at once with the same number, one wins and the other is told", async () => {
  const results = await Promise.all([1, 2, 3].map(() => create({ phone_number: "+12025550177" })));
  expect(results.map((result) => result.status).sort()).toEqual([200, 422, 422]);
});

test("create: 404 for an inbox of another account, 401 for one the agent is no member of", async () => {
  expect((await create({ inbox_id: account.other.inbox.id })).status).toBe(404);
  const hidden = await seedInbox(account.id);
  expect((await create({ inbox_id: hidden.id })).status).toBe(401);
});

test("create: a source id of another contact is refused where it is free to choose", async () => {
  await create({ inbox_id: account.inbox.id, source_id: "same" });
  const second = await create({ inbox_id: account.inbox.id, source_id: "same" });
  expect(second).toMatchObject({ status: 422, body: { error: "source_id should be unique" } });
});

test("create: an address of another contact moves where the address says who somebody is", async () => {
  const phone = await seedInbox(account.id, [account.inside.id], {
    channel: "simulator",
    settings: { phone_number: "+12025550100" },
  });
  const first = await create({ name: "A", phone_number: "+12025550143", inbox_id: phone.id });
  expect(first.body.payload.contact_inbox.source_id).toBe("12025550143");
  const second = await create({ name: "B", inbox_id: phone.id, source_id: "12025550143" });
  expect(second.status).toBe(200);
  const rows = await runtime()
    .db.select()
    .from(contactInboxes)
    .where(eq(contactInboxes.inboxId, phone.id))
    .orderBy(contactInboxes.id);
  expect(rows.map((row) => row.sourceId)).toEqual([expect.stringMatching(/^\d+12025550143$/), "12025550143"]);
  const without = await create({ name: "C", inbox_id: phone.id });
  expect(without).toMatchObject({
    status: 422,
    body: { error: "param is missing or the value is empty: contact phone number" },
  });
});

test("get and update: 200 with merged attributes, a revision, and an event that says what changed", async () => {
  const made = await create({
    name: "Ana",
    additional_attributes: { city: "Rio", country: "BR" },
    custom_attributes: { vip: true },
  });
  const { id } = made.body.payload.contact;
  const body = { name: "Ana B.", additional_attributes: { city: "Natal" }, blocked: "true" };
  const updated = await call(one.PUT, { ...at(id), body });
  expect(updated.body.payload).toMatchObject({
    name: "Ana B.",
    blocked: true,
    additional_attributes: { city: "Natal", country: "BR" },
    custom_attributes: { vip: true },
    revision: 2,
  });
  expect((await call(one.GET, at(id))).body).toEqual(updated.body);
  const [, event] = await eventsOf();
  expect(event).toMatchObject({
    type: "contact.updated",
    data: { contact_id: id, changed: { name: ["Ana", "Ana B."], blocked: [false, true] } },
  });
  await call(one.PATCH, { ...at(id), body });
  expect(await eventsOf()).toHaveLength(2);
});

test("update: 422 when another contact has the address, and nothing changed", async () => {
  await create({ email: "taken@example.com" });
  const { id } = (await create({ name: "Ana" })).body.payload.contact;
  expect((await call(one.PUT, { ...at(id), body: { name: "B", email: "TAKEN@example.com" } })).body).toEqual({
    message: "Email has already been taken",
    attributes: ["email"],
  });
  expect((await call(one.GET, at(id))).body.payload).toMatchObject({ name: "Ana", email: null, revision: 1 });
});

test("get, update, delete: 404 in another account, 401 without a token, 401 for an agent who deletes", async () => {
  const { id } = (await create({ name: "Ana" })).body.payload.contact;
  const foreign = { params: { account_id: account.other.id, id }, token: account.other.admin.token };
  expect((await call(one.GET, foreign)).status).toBe(404);
  expect((await call(one.PUT, { ...foreign, body: { name: "x" } })).status).toBe(404);
  expect((await call(one.DELETE, foreign)).status).toBe(404);
  expect((await call(one.GET, { params: { account_id: account.id, id } })).status).toBe(401);
  expect(await call(one.DELETE, at(id))).toMatchObject({
    status: 401,
    body: { error: "You are not authorized to do this action" },
  });
});

test("delete: the contact goes with its conversations and messages, and each is announced", async () => {
  const conversation = await seedConversation(account);
  await seedMessage(account.id, conversation);
  const result = await call(one.DELETE, at(conversation.contactId, account.admin.token));
  expect(result).toMatchObject({ status: 200, text: "" });
  expect((await call(one.GET, at(conversation.contactId))).status).toBe(404);
  expect((await eventsOf()).map((event) => event.type)).toEqual(["conversation.deleted", "contact.deleted"]);
});

test("list: named contacts only, fifteen to a page, three statements for a page", async () => {
  await runtime()
    .db.insert(contacts)
    .values(
      Array.from({ length: 20 }, (_, n) => ({
        accountId: account.id,
        name: `C${n}`,
        email: n < 17 ? `c${n}@example.com` : null,
      })),
    );
  const first = await call(all.GET, here());
  expect(first.body.meta).toEqual({ count: 17, current_page: "1" });
  expect(first.body.payload).toHaveLength(15);
  const { listContacts } = await import("./list-contacts.ts");
  const second = await expectStatements(3, () =>
    listContacts(account.inside.ctx, { page: 2, per_page: 15, labels: undefined }),
  );
  expect(second.payload.map((contact) => contact.name)).toEqual(["C15", "C16"]);
  expect((await call(all.GET, { ...here(), query: "?page=9" })).body.payload).toEqual([]);
});

test("list: every order puts what is empty last, and names of digits after names", async () => {
  const rows = [
    { name: "bob", email: "b@x.co", lastActivityAt: new Date(2000) },
    { name: "+12025550143", phoneNumber: "+12025550143", additionalAttributes: { city: "Oslo" } },
    { name: "Ann", email: "z@x.co", lastActivityAt: new Date(9000), labels: ["vip"] },
  ];
  await runtime()
    .db.insert(contacts)
    .values(rows.map((row) => ({ accountId: account.id, ...row })));
  const names = async (query: string) =>
    (await call(all.GET, { ...here(), query })).body.payload.map((contact) => contact.name);
  expect(await names("?sort=name")).toEqual(["Ann", "bob", "+12025550143"]);
  expect(await names("?sort=-name")).toEqual(["bob", "Ann", "+12025550143"]);
  expect(await names("?sort=-last_activity_at")).toEqual(["Ann", "bob", "+12025550143"]);
  expect(await names("?sort=last_activity_at")).toEqual(["bob", "Ann", "+12025550143"]);
  expect((await names("?sort=-city"))[0]).toBe("+12025550143");
  expect(await names("?sort=-created_at")).toEqual(["Ann", "+12025550143", "bob"]);
  expect(await names("?labels[]=vip&labels[]=other")).toEqual(["Ann"]);
  expect(await names("?labels=other,vip")).toEqual(["Ann"]);
  expect((await call(all.GET, { ...here(), query: "?sort=password" })).status).toBe(400);
});

test("search: by part of name, e-mail and identifier, and by a number however it is written", async () => {
  await create({ name: "Ana_100%", email: "ana@example.com" });
  await create({ name: "Zé", phone_number: "+5511987654321", identifier: "crm-7" });
  const find = async (q: string) =>
    (await call(search.GET, { ...here(), query: `?q=${encodeURIComponent(q)}` })).body.payload.map(
      (contact) => contact.name,
    );
  expect(await find("na_1")).toEqual(["Ana_100%"]);
  expect(await find("EXAMPLE")).toEqual(["Ana_100%"]);
  expect(await find("crm-7")).toEqual(["Zé"]);
  for (const q of ["(11) 98765-4321", "+5511987654321", "1198765", "11 8765-4321", "551187654321"])
    expect(await find(q)).toEqual(["Zé"]);
  expect(await find("%")).toEqual(["Ana_100%"]);
  expect((await call(search.GET, { ...here(), query: "?q=%20" })).body).toEqual({
    meta: { count: 0, current_page: "1", has_more: false },
    payload: [],
  });
});

test("search: tells whether more follow", async () => {
  await runtime()
    .db.insert(contacts)
    .values(Array.from({ length: 16 }, (_, n) => ({ accountId: account.id, name: `Same ${n}` })));
  expect((await call(search.GET, { ...here(), query: "?q=same" })).body.meta).toEqual({
    count: 15,
    current_page: "1",
    has_more: true,
  });
  expect((await call(search.GET, { ...here(), query: "?q=same&page=2" })).body.meta).toEqual({
    count: 1,
    current_page: "2",
    has_more: false,
  });
});

test("picture: an upload is stored and linked; what is no picture is refused and nothing is stored", async () => {
  const picture = await sharp({ create: { width: 9, height: 5, channels: 3, background: "red" } })
    .png()
    .toBuffer();
  const form = new FormData();
  form.append("name", "Ana");
  form.append("avatar", new File([new Uint8Array(picture)], "a.png", { type: "image/png" }));
  const made = await call(all.POST, { ...here(), body: form });
  expect(made.body.payload.contact.thumbnail).toMatch(/^http/);
  const bad = new FormData();
  bad.append("avatar", new File(["<svg/>"], "a.svg", { type: "image/svg+xml" }));
  expect((await call(all.POST, { ...here(), body: bad })).body).toEqual({
    message: "Avatar filetype not supported",
    attributes: ["avatar"],
  });
  // A picture that is gone is told as null, or as an empty field of a form.
  const target = at(made.body.payload.contact.id);
  expect((await call(one.PATCH, { ...target, body: { avatar: null, avatar_url: null } })).body.payload.thumbnail).toBe(
    "",
  );
  expect((await call(one.PATCH, { ...target, body: form })).body.payload.thumbnail).toMatch(/^http/);
  const emptied = await call(one.PATCH, { ...target, body: new URLSearchParams({ avatar: "" }) });
  expect([emptied.status, emptied.body.payload.thumbnail]).toEqual([200, ""]);
});
