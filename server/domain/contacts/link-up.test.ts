import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { contactNotes } from "#db/schema/contact-notes.ts";
import { fc } from "#db/testing/property.ts";
import { type SeededAccount, seedAccount, seedContact, seedInbox } from "#db/testing/seed.ts";
import { expectStatements, startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { systemContext } from "../../platform/context.ts";
import { transaction } from "../../platform/database/transaction.ts";
import { runtime } from "../../platform/runtime.ts";
import { applyContactUpdate } from "./apply-contact-update.ts";
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

type Names = { phone?: string; lid?: string; name?: string };

const person = ({ phone, lid, name }: Names): InboundContact => ({
  sourceId: phone ?? `${lid}@lid`,
  groupType: "individual",
  identities: [
    ...(phone ? [{ kind: "phone" as const, value: phone }] : []),
    ...(lid ? [{ kind: "lid" as const, value: lid }] : []),
  ],
  name,
});

const contactsNow = () => runtime().sql<
  { id: number; name: string; phone_number: string | null; identifier: string | null }[]
>`
  select id, name, phone_number, identifier from contacts where account_id = ${account.id} order by phone_number, identifier, id`;
const eventTypes = async () =>
  (await runtime().sql<{ type: string }[]>`select type from events where account_id = ${account.id} order by id`).map(
    (event) => event.type,
  );

test("who wrote under a number and under a LID is one contact once both are named together", async () => {
  const [byPhone] = await upsert([person({ phone: "12025550153" })]);
  const [byLid] = await upsert([person({ lid: "55", name: "Ana" })]);
  await runtime()
    .db.insert(contactNotes)
    .values({ accountId: account.id, contactId: byLid?.contactId ?? 0, content: "prefers mornings" });
  const [both] = await upsert([person({ phone: "12025550153", lid: "55" })]);
  expect(both?.contactId).toBe(byPhone?.contactId);
  expect(await contactsNow()).toEqual([
    { id: byPhone?.contactId, name: "Ana", phone_number: "+12025550153", identifier: "55@lid" },
  ]);
  const notes = await runtime().sql`select contact_id from contact_notes where account_id = ${account.id}`;
  expect([...notes]).toEqual([{ contact_id: byPhone?.contactId }]);
  const [byLidAgain] = await upsert([person({ lid: "55" })]);
  expect(byLidAgain?.contactInboxId).toBe(both?.contactInboxId);
  expect((await eventTypes()).slice(-3)).toEqual(["contact.deleted", "contact.merged", "contact.updated"]);
});

test("an address book entry merges two known contacts, and makes none", async () => {
  await upsert([person({ phone: "12025550153" }), person({ lid: "55" })]);
  const update = (names: Names) =>
    transaction(systemContext(account.id), (tx) => applyContactUpdate(tx, account.inbox.id, person(names)));
  await update({ phone: "12025550199", lid: "99" });
  expect(await contactsNow()).toHaveLength(2);
  await update({ phone: "12025550153", lid: "55" });
  expect(await contactsNow()).toMatchObject([{ phone_number: "+12025550153", identifier: "55@lid" }]);
});

test("an imported contact with the number takes in the one known by its LID, from another inbox as well", async () => {
  const imported = await seedContact(account.id, { name: "Dora", phoneNumber: "+5511987654321", identifier: "crm-7" });
  const other = await seedInbox(account.id);
  await upsert([person({ lid: "77", name: "D." })], other.id);
  await upsert([person({ phone: "551187654321", lid: "77" })]);
  expect(await contactsNow()).toEqual([
    { id: imported.id, name: "Dora", phone_number: "+5511987654321", identifier: "crm-7" },
  ]);
  const [there] = await upsert([person({ lid: "77" })], other.id);
  expect(there?.contactId).toBe(imported.id);
});

test("contradicting numbers or LIDs stay two people", async () => {
  await upsert([
    person({ phone: "12025550101", lid: "1", name: "Old owner" }),
    person({ lid: "2", name: "New owner" }),
  ]);
  await upsert([person({ phone: "12025550101", lid: "2" })]);
  expect(await contactsNow()).toHaveLength(2);
  expect(await eventTypes()).not.toContain("contact.merged");
});

test("known people cost nothing more, whichever of their names they bring", async () => {
  const both = person({ phone: "12025550153", lid: "55" });
  await upsert([both]);
  await expectStatements(1, () => upsert([both]));
  await expectStatements(1, () => upsert([person({ lid: "55" })]));
});

test("whatever comes first and at once, three people end as three contacts", { timeout: 120_000 }, async () => {
  const sightings: Names[] = [
    { phone: "12025550101" },
    { lid: "101" },
    { phone: "12025550101", lid: "101" },
    { phone: "5511987654321" },
    { phone: "551187654321" },
    { lid: "102" },
    { phone: "551187654321", lid: "102" },
    { lid: "103" },
  ];
  const arrivals = fc.record({
    order: fc.shuffledSubarray([...sightings.keys()], { minLength: sightings.length }),
    sizes: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 8, maxLength: 8 }),
    atOnce: fc.integer({ min: 1, max: 4 }),
  });
  await fc.assert(
    fc.asyncProperty(arrivals, async ({ order, sizes, atOnce }) => {
      account = await seedAccount();
      const other = await seedInbox(account.id);
      const batches: InboundContact[][] = [];
      for (let at = 0; at < order.length; ) {
        const size = sizes[batches.length] ?? 1;
        batches.push(order.slice(at, at + size).map((place) => person(sightings[place] as Names)));
        at += size;
      }
      const calls = batches.flatMap((batch) => [() => upsert(batch), () => upsert([...batch].reverse(), other.id)]);
      for (let at = 0; at < calls.length; at += atOnce) {
        await Promise.all(calls.slice(at, at + atOnce).map((call) => call()));
      }
      const rows = await contactsNow();
      expect(rows.map(({ phone_number, identifier }) => [phone_number?.slice(-4), identifier])).toEqual([
        ["0101", "101@lid"],
        ["4321", "102@lid"],
        [undefined, "103@lid"],
      ]);
      const inboxes = await runtime().sql`
        select inbox_id, contact_id from contact_inboxes where account_id = ${account.id} group by 1, 2 having count(*) > 1`;
      expect([...inboxes]).toEqual([]);
    }),
    { numRuns: 25 },
  );
});
