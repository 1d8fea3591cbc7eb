import { afterAll, beforeAll, expect, test } from "vitest";
import { fc } from "#db/testing/property.ts";
import { type SeededAccount, seedAccount, seedInbox } from "#db/testing/seed.ts";
import { startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import type { InboundEvent } from "#server/channels/channel.ts";
import type { InboundPerson } from "#server/channels/inbound-person.ts";
import { getChannel } from "#server/channels/registry.ts";
import { systemContext } from "../../platform/context.ts";
import { runtime } from "../../platform/runtime.ts";
import { applyInboundEvents } from "./apply-inbound-events.ts";
import type { IngestInbox } from "./ingest-inbox.ts";
import { ingestTransaction } from "./ingest-transaction.ts";

/**
 * Three people whom providers name now by number, now by LID, now by both: in chats, in a group's list, as authors, in
 * reactions and join requests, in two inboxes. Whatever arrives first, and however much at once, they end as three contacts.
 */
const GROUP = "120363025550140017@g.us";
const START = Date.parse("2026-03-01T10:00:00Z");

const named = (name: string, phone?: string, lid?: string): InboundPerson => ({
  name,
  identities: [
    ...(phone ? [{ kind: "phone" as const, value: phone }] : []),
    ...(lid ? [{ kind: "lid" as const, value: lid }] : []),
  ],
});

const ana = {
  byPhone: named("Ana", "12025550101"),
  byLid: named("Ana", undefined, "101"),
  both: named("Ana", "12025550101", "101"),
};
const bruno = {
  byPhone: named("Bruno", "5587988465072"),
  byLid: named("Bruno", undefined, "102"),
  both: named("Bruno", "558788465072", "102"),
};
const cleo = { byLid: named("Cleo", undefined, "103") };

const message = (id: string, sender: InboundPerson, seconds: number, inGroup = false): InboundEvent => ({
  type: "message",
  id,
  chat: inGroup ? { type: "group", id: GROUP } : { type: "individual", person: sender },
  sender,
  origin: "incoming",
  at: START + seconds * 1000,
  text: id,
  attachments: [],
});

const member = (
  person: InboundPerson,
  change: "present" | "add" | "promote" | "request",
  role?: "admin" | "member",
) => ({
  person,
  change,
  role,
});

const story: InboundEvent[] = [
  message("a1", ana.byPhone, 1),
  message("a2", ana.byLid, 2),
  message("a3", ana.byLid, 3, true),
  message("a4", ana.both, 4, true),
  message("b1", bruno.byPhone, 5),
  message("b2", bruno.byLid, 6, true),
  message("b3", bruno.both, 7),
  message("c1", cleo.byLid, 8, true),
  {
    type: "reaction",
    id: "r1",
    chat: { type: "group", id: GROUP },
    messageId: "b2",
    sender: ana.byLid,
    emoji: "👍",
    at: START + 10_000,
  },
  {
    type: "reaction",
    id: "r2",
    chat: { type: "group", id: GROUP },
    messageId: "b2",
    sender: ana.byPhone,
    emoji: "❤️",
    at: START + 11_000,
  },
  { type: "contact", person: bruno.both },
  {
    type: "group",
    id: GROUP,
    at: START + 20_000,
    name: "Team",
    members: [member(ana.byPhone, "add"), member(bruno.byLid, "add")],
  },
  { type: "group", id: GROUP, at: START + 21_000, members: [member(ana.byLid, "promote")] },
  { type: "group", id: GROUP, at: START + 22_000, members: [member(cleo.byLid, "request")] },
];

beforeAll(async () => {
  await startTestRuntime();
});
afterAll(stopTestRuntime);

let inboxes = 0;

async function seedIngestInbox(account: SeededAccount): Promise<IngestInbox> {
  const settings = { base_url: "http://localhost:1", phone_number: `+1202557${1000 + ++inboxes}` };
  const { id } = await seedInbox(account.id, [], { channel: "whapi", settings });
  const rules = { inboxId: id, lockToSingleConversation: false, hasActiveBot: false };
  return { id, accountId: account.id, channel: getChannel("whapi"), rules, areGroupsOn: true, isListenedTo: false };
}

/** Applies events in one transaction; returns those that must wait for others. */
async function apply(inbox: IngestInbox, events: InboundEvent[]): Promise<InboundEvent[]> {
  const elements = events.map((element, place) => ({ element, receivedAt: new Date(), inboundEventId: place }));
  const problems = await ingestTransaction(systemContext(inbox.accountId), (tx) =>
    applyInboundEvents(tx, inbox, elements),
  );
  return problems.flatMap((problem) => events[problem.inboundEventId] ?? []);
}

/** One inbox's provider delivers its bodies one after the other; the two providers know nothing of each other. */
async function deliver(inbox: IngestInbox, bodies: InboundEvent[][]): Promise<void> {
  let waiting: InboundEvent[] = [];
  for (const body of bodies) waiting.push(...(await apply(inbox, body)));
  waiting = await apply(inbox, waiting);
  expect(waiting).toEqual([]);
}

async function stateOf(accountId: number): Promise<unknown> {
  const { sql } = runtime();
  const [contacts, messages, reactions, members, doubled] = await Promise.all([
    sql`select name, right(phone_number, 8) as phone, identifier, group_type,
        jsonb_path_query_array(additional_attributes, '$.pending_join_requests[*].request_time') as asked
      from contacts where account_id = ${accountId} order by name`,
    sql`select m.inbox_id - min(m.inbox_id) over () as inbox, m.content, k.name as author, chat.name as chat
      from messages m join contacts k on k.id = m.sender_id
      join conversations c on c.id = m.conversation_id join contacts chat on chat.id = c.contact_id
      where m.account_id = ${accountId} and m.message_type = 0 order by 1, 2`,
    sql`select m.content, r.emoji, k.name from message_reactions r join messages m on m.id = r.message_id
      join contacts k on 'contact:' || k.id = r.reactor where r.account_id = ${accountId} order by m.inbox_id, m.content`,
    sql`select k.name, m.role, m.is_active from group_members m join contacts k on k.id = m.contact_id
      where m.account_id = ${accountId} order by 1`,
    sql`select contact_id from contact_inboxes where account_id = ${accountId} group by inbox_id, contact_id having count(*) > 1`,
  ]);
  return {
    contacts: [...contacts],
    messages: [...messages],
    reactions: [...reactions],
    members: [...members],
    doubled: [...doubled],
  };
}

async function play(one: InboundEvent[][], other: InboundEvent[][]): Promise<unknown> {
  const account = await seedAccount();
  const pair = [await seedIngestInbox(account), await seedIngestInbox(account)] as const;
  await Promise.all([deliver(pair[0], one), deliver(pair[1], other)]);
  return stateOf(account.id);
}

test("the same people, whatever names them first: nothing lost, nothing doubled", { timeout: 180_000 }, async () => {
  const expected = await play([story], [story]);
  expect(expected).toMatchObject({
    contacts: [
      { name: "Ana", phone: "25550101", identifier: "101@lid" },
      { name: "Bruno", phone: "88465072", identifier: "102@lid" },
      { name: "Cleo", phone: null, identifier: "103@lid" },
      { name: "Team", asked: [expect.any(String)] },
    ],
    doubled: [],
  });
  const arrival = fc.record({
    order: fc.shuffledSubarray([...story.keys()], { minLength: story.length }),
    sizes: fc.array(fc.integer({ min: 1, max: 5 }), { minLength: story.length, maxLength: story.length }),
  });
  await fc.assert(
    fc.asyncProperty(arrival, arrival, async (one, other) => {
      expect(await play(bodiesOf(one), bodiesOf(other))).toEqual(expected);
    }),
    { numRuns: 12 },
  );
});

function bodiesOf({ order, sizes }: { order: number[]; sizes: number[] }): InboundEvent[][] {
  const bodies: InboundEvent[][] = [];
  for (let at = 0; at < order.length; ) {
    const size = sizes[bodies.length] ?? 1;
    bodies.push(order.slice(at, at + size).map((place) => story[place] as InboundEvent));
    at += size;
  }
  return bodies;
}
