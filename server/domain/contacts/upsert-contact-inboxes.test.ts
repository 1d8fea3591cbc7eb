import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { contactIdentities, contactInboxes, contacts } from "#db/schema/contacts.ts";
import { events } from "#db/schema/platform.ts";
import { type SeededAccount, seedAccount, seedInbox } from "#db/testing/seed.ts";
import { expectStatements, startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { systemContext } from "#server/platform/context.ts";
import { transaction } from "#server/platform/database/transaction.ts";
import { runtime } from "#server/platform/runtime.ts";
import type { InboundContact } from "./inbound-contact.ts";
import { upsertContactInboxes } from "./upsert-contact-inboxes.ts";

let account: SeededAccount;

beforeAll(async () => {
  await startTestRuntime();
});
beforeEach(async () => {
  account = await seedAccount();
});
afterAll(stopTestRuntime);

const upsert = (people: InboundContact[], inboxId = account.inbox.id) =>
  transaction(systemContext(account.id), (tx) => upsertContactInboxes(tx, inboxId, people));

const person = (digits: string, more: Partial<InboundContact> = {}): InboundContact => ({
  sourceId: digits,
  groupType: "individual",
  identities: [{ kind: "phone", value: digits }],
  ...more,
});

const allContacts = () =>
  runtime().db.select().from(contacts).where(eq(contacts.accountId, account.id)).orderBy(contacts.id);
const allContactInboxes = () =>
  runtime().db.select().from(contactInboxes).where(eq(contactInboxes.accountId, account.id));
const eventTypes = async () =>
  (await runtime().db.select().from(events).where(eq(events.accountId, account.id)).orderBy(events.id)).map(
    (event) => event.type,
  );

test("a first message makes a contact with phone, name and contact inbox, and announces it once", async () => {
  const [row] = await upsert([person("12025550143", { name: "Ana" })]);
  expect(row).toMatchObject({ isNew: true, groupType: "individual", blocked: false, name: "Ana" });
  expect(await allContacts()).toMatchObject([
    { id: row?.contactId, name: "Ana", phoneNumber: "+12025550143", revision: 1 },
  ]);
  expect(await allContactInboxes()).toMatchObject([{ id: row?.contactInboxId, sourceId: "12025550143" }]);
  expect(await eventTypes()).toEqual(["contact.created"]);
});

test("known people cost one statement, however many they are", async () => {
  const people = Array.from({ length: 40 }, (_, n) => person(`1202555${1000 + n}`, { name: `P${n}` }));
  const first = await upsert(people);
  const second = await expectStatements(1, () => upsert(people));
  expect(second.map((row) => row.contactId)).toEqual(first.map((row) => row.contactId));
  expect(second.every((row) => !row.isNew)).toBe(true);
});

test("new people cost six statements with their event, however many they are", async () => {
  const people = Array.from({ length: 40 }, (_, n) => person(`1202555${2000 + n}`));
  const rows = await expectStatements(6, () => upsert(people));
  expect(new Set(rows.map((row) => row.contactId)).size).toBe(40);
});

test("two first messages at once make one contact, with a phone or without", async () => {
  const people: InboundContact[] = [
    person("12025550199", { name: "Bea" }),
    { sourceId: "x1", groupType: "individual", identities: [{ kind: "username", value: "bea" }] },
  ];
  const rounds = await Promise.all(Array.from({ length: 8 }, (_, n) => upsert(n % 2 ? people : [...people].reverse())));
  expect(await allContacts()).toHaveLength(2);
  expect(await allContactInboxes()).toHaveLength(2);
  expect(new Set(rounds.flat().map((row) => row.contactId)).size).toBe(2);
  expect((await eventTypes()).filter((type) => type === "contact.created")).toHaveLength(2);
});

test("every identity finds the same contact, and a new one is kept", async () => {
  const [first] = await upsert([person("12025550143")]);
  const both = {
    identities: [
      { kind: "phone" as const, value: "12025550143" },
      { kind: "lid" as const, value: "991" },
    ],
  };
  await upsert([person("12025550143", both)]);
  const [byLid] = await upsert([
    { sourceId: "991", groupType: "individual", identities: [{ kind: "lid", value: "991" }] },
  ]);
  expect(byLid?.contactInboxId).toBe(first?.contactInboxId);
  expect(await allContacts()).toMatchObject([{ identifier: "991@lid" }]);
  const stored = await runtime().db.select().from(contactIdentities).where(eq(contactIdentities.accountId, account.id));
  expect(stored.map((row) => `${row.kind}:${row.value}`).sort()).toEqual(["lid:991", "phone:12025550143"]);
});

test("within a batch, entries that share an identity are one contact", async () => {
  const rows = await upsert([
    person("12025550143"),
    { sourceId: "77", groupType: "individual", identities: [{ kind: "lid", value: "77" }], name: "Cleo" },
    person("12025550143", {
      identities: [
        { kind: "phone", value: "12025550143" },
        { kind: "lid", value: "77" },
      ],
    }),
  ]);
  expect(new Set(rows.map((row) => row.contactId)).size).toBe(1);
  expect(await allContacts()).toMatchObject([{ name: "Cleo", phoneNumber: "+12025550143", identifier: "77@lid" }]);
});

test("a Brazilian number is found with and without its ninth digit", async () => {
  const [first] = await upsert([person("5587988465072")]);
  const [second] = await upsert([person("558788465072")]);
  expect(second?.contactId).toBe(first?.contactId);
});

test("an imported contact with the phone number gets the contact inbox", async () => {
  const [imported] = await runtime()
    .db.insert(contacts)
    .values({ accountId: account.id, name: "Dora", phoneNumber: "+12025550150", blocked: true })
    .returning();
  const [row] = await upsert([person("12025550150", { name: "D." })]);
  expect(row).toMatchObject({ contactId: imported?.id, name: "Dora", blocked: true, isNew: true });
  expect(await allContacts()).toHaveLength(1);
});

test("the same number in two inboxes at once is one contact with two contact inboxes", async () => {
  const other = await seedInbox(account.id);
  await Promise.all([upsert([person("12025550151")]), upsert([person("12025550151")], other.id)]);
  expect(await allContacts()).toHaveLength(1);
  expect(await allContactInboxes()).toHaveLength(2);
});

test("a name replaces only a blank one or a number; the change has a revision and an event", async () => {
  await upsert([person("12025550152")]);
  expect((await allContacts())[0]?.name).toBe("+12025550152");
  await upsert([person("12025550152", { name: "Eva" })]);
  await upsert([person("12025550152", { name: "Not Eva" })]);
  expect(await allContacts()).toMatchObject([{ name: "Eva", revision: 2 }]);
  expect(await eventTypes()).toEqual(["contact.created", "contact.updated"]);
});

test("who was known by a hidden id is called by their number once it is known, and by their name after that", async () => {
  const hidden = { kind: "lid" as const, value: "181234567890123" };
  const both = [hidden, { kind: "phone" as const, value: "12025550143" }];
  const by = (identities: InboundContact["identities"], name?: string) =>
    upsert([{ sourceId: "181234567890123@lid", groupType: "individual", identities, ...(name && { name }) }]);
  expect(await by([hidden])).toMatchObject([{ name: "181234567890123" }]);
  expect(await by(both)).toMatchObject([{ name: "+12025550143" }]);
  expect(await by([hidden], "Ana")).toMatchObject([{ name: "Ana" }]);
  expect(await by(both)).toMatchObject([{ name: "Ana" }]);
});

test("a group is a contact of its own kind, and a new picture of anybody is fetched by a job", async () => {
  const [row] = await upsert([
    {
      sourceId: "120363025550140017",
      groupType: "group",
      identifier: "120363025550140017@g.us",
      identities: [{ kind: "provider_id", value: "120363025550140017@g.us" }],
      avatarUrl: "https://example.com/a.jpg?sig=1",
    },
  ]);
  expect(row).toMatchObject({ groupType: "group", name: "120363025550140017" });
  expect(await allContacts()).toMatchObject([
    { identifier: "120363025550140017@g.us", phoneNumber: null, groupType: "group" },
  ]);
  const jobs = await runtime()
    .sql`select task_identifier from graphile_worker.jobs where task_identifier = 'fetch_contact_avatar'`;
  expect(jobs).toHaveLength(1);
});

test("names that no column can hold are cleaned, not refused", async () => {
  await upsert([person("12025550154", { name: `  A\0B\ud800 ${"x".repeat(400)}` })]);
  expect((await allContacts())[0]?.name).toHaveLength(255);
});
