import { afterAll, beforeAll, expect, test } from "vitest";
import { fc } from "#db/testing/property.ts";
import { seedAccount, seedInbox } from "#db/testing/seed.ts";
import { startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { runtime } from "../../platform/runtime.ts";
import { ingestInbox } from "./ingest-inbox.ts";
import { storeInboundEvent } from "./store-inbound-events.ts";

/**
 * A story of three people, one of them in a group: messages, statuses, edits, reactions, deletions. Whatever the order, however often
 * repeated, in whichever bodies and with however many workers it arrives, it must end the same.
 */
const chats = ["12025550111@s.whatsapp.net", "12025550112@s.whatsapp.net", "120363000000000001@g.us"] as const;
const START = 1_760_000_000;

function story(): { kind: "messages" | "statuses" | "messages_removed"; item: unknown }[] {
  const elements: { kind: "messages" | "statuses" | "messages_removed"; item: unknown }[] = [];
  for (let count = 0; count < 12; count++) {
    const chat = chats[count % 3] as string;
    const isOurs = count % 4 === 3;
    const writer = chat.endsWith("g.us") ? `1202555011${1 + (count % 2)}` : (chat.split("@")[0] as string);
    elements.push({
      kind: "messages",
      item: {
        id: `MSG${count}-AAAA`,
        type: "text",
        from_me: isOurs,
        source: "mobile",
        chat_id: chat,
        from: isOurs ? "12025550100" : writer,
        from_name: isOurs ? "Us" : `Person ${writer.at(-1)}`,
        timestamp: START + Math.floor(count / 2),
        text: { body: `Message ${count}` },
        ...(count > 5 && { context: { quoted_id: `MSG${count - 4}-AAAA` } }),
      },
    });
    if (isOurs) {
      for (const status of ["sent", "delivered", "read"]) {
        elements.push({
          kind: "statuses",
          item: { id: `MSG${count}-AAAA`, code: 1, status, timestamp: String(START + 60) },
        });
      }
    }
  }
  const action = (id: string, fields: object, seconds: number) =>
    elements.push({
      kind: "messages",
      item: {
        id,
        type: "action",
        from_me: false,
        chat_id: chats[0],
        from: "12025550111",
        from_name: "Person 1",
        timestamp: START + seconds,
        action: fields,
      },
    });
  action("RCT1-AAAA", { type: "reaction", target: "MSG0-AAAA", emoji: "👍" }, 100);
  action("RCT2-AAAA", { type: "reaction", target: "MSG0-AAAA", emoji: "❤️" }, 101);
  action(
    "EDT1-AAAA",
    { type: "edited", target: "MSG0-AAAA", edited_type: "text", edited_content: { body: "First edit" } },
    102,
  );
  action(
    "EDT2-AAAA",
    { type: "edited", target: "MSG0-AAAA", edited_type: "text", edited_content: { body: "Second edit" } },
    103,
  );
  elements.push({ kind: "messages_removed", item: "MSG4-AAAA" });
  return elements;
}

const elements = story();

beforeAll(async () => {
  await startTestRuntime();
});
afterAll(stopTestRuntime);

/** Everything that counts, without ids and clocks. */
async function stateOf(accountId: number): Promise<unknown> {
  const { sql } = runtime();
  const messages = await sql`
    select m.provider_message_id, m.content, m.message_type, m.status, m.created_at, m.content_attributes - 'edited_at' as attributes,
      k.name as sender, chat.identifier as group_id, chat.phone_number as phone,
      (select jsonb_agg(jsonb_build_array(r.emoji, r.reactor_name) order by r.emoji) from message_reactions r where r.message_id = m.id) as reactions,
      (select quoted.provider_message_id from messages quoted
        where quoted.account_id = m.account_id and quoted.provider_message_id = m.in_reply_to_external_id) as quoted
    from messages m
    join conversations c on c.id = m.conversation_id
    join contacts chat on chat.id = c.contact_id
    left join contacts k on m.sender_type = 'Contact' and k.id = m.sender_id
    where m.account_id = ${accountId}
    order by m.provider_message_id`;
  const conversations = await sql`
    select k.phone_number, k.identifier, c.status, c.unread_count, c.last_activity_at, c.last_incoming_at, last.created_at as last_created_at
    from conversations c
    join contacts k on k.id = c.contact_id
    join messages last on last.id = c.last_message_id
    where c.account_id = ${accountId}
    order by k.phone_number, k.identifier`;
  const contacts = await sql`
    select name, phone_number, identifier, group_type from contacts where account_id = ${accountId} order by phone_number, identifier`;
  const left = await sql`select state, error from inbound_events where account_id = ${accountId} and state <> 'done'`;
  return { messages: [...messages], conversations: [...conversations], contacts: [...contacts], left: [...left] };
}

/** Delivers bodies with `workers` ingesting meanwhile, and then until nothing waits. */
async function deliver(bodies: unknown[], workers: number): Promise<unknown> {
  const account = await seedAccount();
  const settings = { base_url: "http://localhost:1", phone_number: `+1202557${1000 + account.id}` };
  const inbox = await seedInbox(account.id, [], { channel: "whapi", settings });
  const ingest = () => ingestInbox({ accountId: account.id, inboxId: inbox.id });
  for (const body of bodies) {
    await storeInboundEvent({ accountId: account.id, inboxId: inbox.id, dedupeKey: null, body: JSON.stringify(body) });
    if (bodies.indexOf(body) % 3 === 0) await Promise.all(Array.from({ length: workers }, ingest));
  }
  for (let round = 0; round < 3; round++) {
    await runtime().sql`update inbound_events set not_before = null where account_id = ${account.id}`;
    await Promise.all(Array.from({ length: workers }, ingest));
  }
  return stateOf(account.id);
}

const asBody = (group: typeof elements) => {
  const body: Record<string, unknown[]> = {};
  for (const { kind, item } of group) body[kind] = [...(body[kind] ?? []), item];
  return body;
};

test("shuffled, repeated and concurrent deliveries end in the same state as one delivery in order", {
  timeout: 120_000,
}, async () => {
  const expected = await deliver([asBody(elements)], 1);
  const arrivals = fc.record({
    order: fc.shuffledSubarray([...elements.keys()], { minLength: elements.length, maxLength: elements.length }),
    repeats: fc.array(fc.nat(elements.length - 1), { maxLength: 10 }),
    bodySize: fc.integer({ min: 1, max: 6 }),
    workers: fc.integer({ min: 1, max: 4 }),
  });
  await fc.assert(
    fc.asyncProperty(arrivals, async ({ order, repeats, bodySize, workers }) => {
      const sequence = [...order, ...repeats].map((position) => elements[position] as (typeof elements)[number]);
      const bodies: unknown[] = [];
      for (let at = 0; at < sequence.length; at += bodySize) bodies.push(asBody(sequence.slice(at, at + bodySize)));
      expect(await deliver(bodies, workers)).toEqual(expected);
    }),
    { numRuns: 15 },
  );
});
