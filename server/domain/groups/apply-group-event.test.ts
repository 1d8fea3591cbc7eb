import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { contacts } from "#db/schema/contacts.ts";
import { groupMembers } from "#db/schema/groups.ts";
import { events } from "#db/schema/platform.ts";
import { type SeededAccount, seedAccount, seedContact, seedInbox } from "#db/testing/seed.ts";
import { startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import type { InboundEvent } from "#server/channels/channel.ts";
import type { GroupMemberChange } from "#server/channels/group-actions.ts";
import { getChannel } from "#server/channels/registry.ts";
import { systemContext } from "#server/platform/context.ts";
import { transaction } from "#server/platform/database/transaction.ts";
import { runtime } from "#server/platform/runtime.ts";
import { applyGroupEvent } from "./apply-group-event.ts";
import { noteGroupSenders } from "./note-group-senders.ts";

type GroupEvent = Extract<InboundEvent, { type: "group" }>;

const GROUP = "120363025550140017@g.us";
const OWN = "12025550100";
let account: SeededAccount;
let inboxId: number;

beforeAll(async () => {
  await startTestRuntime();
});
beforeEach(async () => {
  await runtime().sql`delete from inboxes`;
  account = await seedAccount();
  inboxId = (await seedInbox(account.id, [], { channel: "simulator", settings: { phone_number: `+${OWN}` } })).id;
});
afterAll(stopTestRuntime);

const apply = (event: Partial<GroupEvent>, at: number) =>
  transaction(systemContext(account.id), (tx) =>
    applyGroupEvent(tx, { id: inboxId, channel: getChannel("simulator") }, { type: "group", id: GROUP, ...event, at }),
  );

const member = (digits: string, change: GroupMemberChange["change"], role?: "member" | "admin"): GroupMemberChange => ({
  person: { identities: [{ kind: "phone", value: digits }] },
  change,
  role,
});

async function group() {
  const here = and(eq(contacts.accountId, account.id), eq(contacts.identifier, GROUP));
  const [row] = await runtime().db.select().from(contacts).where(here);
  return row;
}

/** Phone → role, or `gone`. */
async function members(): Promise<Record<string, string>> {
  const rows = await runtime()
    .db.select({ phone: contacts.phoneNumber, role: groupMembers.role, isActive: groupMembers.isActive })
    .from(groupMembers)
    .innerJoin(contacts, eq(contacts.id, groupMembers.contactId))
    .where(eq(groupMembers.accountId, account.id));
  return Object.fromEntries(rows.map((row) => [row.phone?.slice(-4), row.isActive ? row.role : "gone"]));
}

const eventTypes = async () =>
  (await runtime().db.select().from(events).where(eq(events.accountId, account.id)).orderBy(events.id)).map(
    (event) => event.type,
  );

const whole: Partial<GroupEvent> = {
  name: "Spring fair",
  description: "Stand 4",
  settings: { announce: false, restrict: true },
  members: [
    member("12025550162", "present", "admin"),
    member(OWN, "present", "member"),
    member("12025550143", "present"),
  ],
  membersAreComplete: true,
};

test("a first report makes the group with its facts and members, and writes no line", async () => {
  const result = await apply(whole, 1000);
  expect(result).toMatchObject({ activities: [], isLeft: false });
  expect(await group()).toMatchObject({
    groupType: "group",
    name: "Spring fair",
    phoneNumber: null,
    additionalAttributes: { description: "Stand 4", announce: false, restrict: true, group_left: false },
  });
  expect(await members()).toEqual({ "0162": "admin", "0100": "member", "0143": "member" });
});

test("the same report again changes nothing and announces nothing", async () => {
  await apply(whole, 1000);
  const before = await eventTypes();
  const revision = (await group())?.revision;
  expect((await apply(whole, 1000)).activities).toEqual([]);
  expect((await apply(whole, 2000)).activities).toEqual([]);
  expect(await eventTypes()).toEqual(before);
  expect((await group())?.revision).toBe(revision);
});

test("joining, leaving, promotion and demotion change rows and give one line each", async () => {
  await apply(whole, 1000);
  const result = await apply(
    {
      members: [
        member("12025550150", "add"),
        member("12025550151", "add"),
        member("12025550143", "remove"),
        member("12025550162", "demote"),
      ],
    },
    2000,
  );
  expect(result.activities).toEqual([
    { kind: "group_added", names: "+12025550150, +12025550151" },
    { kind: "group_removed", names: "+12025550143" },
    { kind: "group_demoted", names: "+12025550162" },
  ]);
  expect(await members()).toEqual({
    "0162": "member",
    "0100": "member",
    "0143": "gone",
    "0150": "member",
    "0151": "member",
  });
  expect((await apply({ members: [member("12025550143", "remove")] }, 2000)).activities).toEqual([]);
});

test("an older report never undoes a newer one, member by member and fact by fact", async () => {
  await apply(whole, 1000);
  await apply({ name: "New name", members: [member("12025550143", "remove"), member("12025550143", "promote")] }, 3000);
  await apply(
    {
      name: "Old name",
      description: "Stand 5",
      settings: { restrict: false },
      members: [member("12025550143", "demote"), member("12025550162", "demote")],
    },
    2000,
  );
  expect(await members()).toMatchObject({ "0143": "admin", "0162": "member" });
  expect(await group()).toMatchObject({
    name: "New name",
    additionalAttributes: { description: "Stand 5", restrict: false },
  });
});

test("any order of the same reports ends in the same state", async () => {
  const reports: [Partial<GroupEvent>, number][] = [
    [{ members: [member("12025550143", "add")], name: "A" }, 1000],
    [{ members: [member("12025550143", "promote")], settings: { announce: true } }, 2000],
    [{ members: [member("12025550143", "remove")], name: "B" }, 3000],
    [{ members: [member("12025550143", "add", "member")], settings: { announce: false } }, 4000],
  ];
  for (const order of [
    [0, 1, 2, 3],
    [3, 2, 1, 0],
    [2, 0, 3, 1],
    [1, 3, 0, 2],
  ]) {
    await runtime().sql`delete from contacts where account_id = ${account.id}`;
    for (const place of order) await apply(...(reports[place] as [Partial<GroupEvent>, number]));
    expect(await members()).toEqual({ "0143": "member" });
    expect(await group()).toMatchObject({ name: "B", additionalAttributes: { announce: false } });
  }
});

test("who a complete list leaves out is gone; an empty list says nothing", async () => {
  await apply(whole, 1000);
  await apply({ members: [member("12025550162", "present", "admin")], membersAreComplete: true }, 2000);
  expect(await members()).toEqual({ "0162": "admin", "0100": "gone", "0143": "gone" });
  await apply({ members: [], membersAreComplete: true }, 3000);
  expect(await members()).toMatchObject({ "0162": "admin" });
});

test("subject, description and switches give lines, once", async () => {
  await apply(whole, 1000);
  const news = { name: "Autumn fair", description: null, settings: { announce: true, restrict: true } };
  expect((await apply(news, 2000)).activities).toEqual([
    { kind: "group_subject", to: "Autumn fair" },
    { kind: "group_description_removed" },
    { kind: "group_announce_on" },
  ]);
  expect((await apply(news, 3000)).activities).toEqual([]);
});

test("a change is told also where nothing was known before, and once", async () => {
  await apply({ name: "Spring fair" }, 1000);
  const change = { settings: { announce: true }, isChange: true, members: [member("12025550143", "remove")] };
  expect((await apply(change, 2000)).activities).toEqual([
    { kind: "group_announce_on" },
    { kind: "group_removed", names: "+12025550143" },
  ]);
  expect((await apply(change, 3000)).activities).toEqual([]);
  expect((await apply({ settings: { restrict: true } }, 4000)).activities).toEqual([]);
});

test("our own number leaving is told to the caller, and coming back is noted", async () => {
  await apply(whole, 1000);
  expect(await apply({ members: [member(OWN, "remove")] }, 2000)).toMatchObject({ isLeft: true });
  expect((await group())?.additionalAttributes.group_left).toBe(true);
  expect(await apply({ members: [member(OWN, "add")] }, 1500)).toMatchObject({ isLeft: false });
  expect((await group())?.additionalAttributes.group_left).toBe(true);
  await apply({ members: [member(OWN, "add")] }, 3000);
  expect((await group())?.additionalAttributes.group_left).toBe(false);
});

test("join requests are kept until they are taken back or become a membership", async () => {
  await apply(whole, 1000);
  const asked = await apply({ members: [member("12025550188", "request")] }, 2_000_000);
  expect(asked.activities).toEqual([{ kind: "group_requested", names: "+12025550188" }]);
  expect((await apply({ members: [member("12025550188", "request")] }, 2_000_000)).activities).toEqual([]);
  expect((await group())?.additionalAttributes.pending_join_requests).toMatchObject([
    { jid: "12025550188@s.whatsapp.net", request_time: "2000" },
  ]);
  await apply({ members: [member("12025550188", "add")] }, 3_000_000);
  expect((await group())?.additionalAttributes.pending_join_requests).toEqual([]);
});

test("who writes is a member, and any real report about them wins", async () => {
  await apply(whole, 5000);
  const sender = await seedContact(account.id, { phoneNumber: "+12025550177" });
  const groupContactId = (await group())?.id as number;
  const note = () =>
    transaction(systemContext(account.id), (tx) => noteGroupSenders(tx, [{ groupContactId, contactId: sender.id }]));
  await note();
  await note();
  expect(await members()).toMatchObject({ "0177": "member" });
  await apply({ members: [member("12025550177", "remove")] }, 1000);
  expect(await members()).toMatchObject({ "0177": "gone" });
  await note();
  expect(await members()).toMatchObject({ "0177": "gone" });
});
