import { readdirSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type SeededAccount, seedAccount, seedInbox } from "#db/testing/seed.ts";
import { expectStatements, startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { runtime } from "../../platform/runtime.ts";
import { ingestInbox } from "./ingest-inbox.ts";

let account: SeededAccount;
let inbox: { id: number };

beforeAll(async () => {
  await startTestRuntime();
});
afterAll(stopTestRuntime);

beforeEach(async () => {
  account = await seedAccount();
  const settings = { base_url: "http://localhost:1", phone_number: `+1202555${1000 + account.id}` };
  inbox = await seedInbox(account.id, [], { channel: "whapi", settings });
});

const post = async (...bodies: unknown[]) => {
  for (const body of bodies) {
    await runtime().sql`
      insert into inbound_events (account_id, inbox_id, body) values (${account.id}, ${inbox.id}, ${JSON.stringify(body)})`;
  }
};
const ingest = () => ingestInbox({ accountId: account.id, inboxId: inbox.id });
const text = (id: string, body: string, more: Record<string, unknown> = {}) => ({
  messages: [
    {
      id,
      type: "text",
      from_me: false,
      chat_id: "12025550111@s.whatsapp.net",
      from: "12025550111",
      from_name: "Ana",
      timestamp: 1_760_000_000,
      text: { body },
      ...more,
    },
  ],
});
const messages = () => runtime().sql<{ content: string; status: string; attributes: string }[]>`
  select content, status, content_attributes as attributes from messages where account_id = ${account.id} order by created_at, id`;
const bodies = () => runtime().sql<{ state: string; error: string | null }[]>`
  select state, error from inbound_events where account_id = ${account.id} order by id`;

describe("ingest", () => {
  test("a first message makes a contact, a conversation and a message", async () => {
    await post(text("AAAA-1111", "Hello"));
    await expectStatements(18, ingest);
    const [row] = await runtime().sql`
      select c.display_id, c.status, c.unread_count, k.name, k.phone_number from conversations c join contacts k on k.id = c.contact_id
      where c.account_id = ${account.id}`;
    expect(row).toEqual({ display_id: 1, status: "open", unread_count: 1, name: "Ana", phone_number: "+12025550111" });
    expect(await messages()).toMatchObject([{ content: "Hello" }]);
    expect(await bodies()).toEqual([{ state: "done", error: null }]);
  });

  test("one text of a known contact takes few statements", async () => {
    await post(text("AAAA-1111", "Hello"));
    await ingest();
    await post(text("AAAA-2222", "Again"));
    // Eight in the transaction, and the look behind after it.
    await expectStatements(9, ingest);
    expect(await messages()).toHaveLength(2);
  });

  test("the same message twice is there once", async () => {
    await post(text("AAAA-1111", "Hello"), text("AAAA-1111", "Hello"));
    await ingest();
    await post(text("AAAA-1111", "Hello"));
    await ingest();
    expect(await messages()).toHaveLength(1);
    const [row] = await runtime().sql`select unread_count from conversations where account_id = ${account.id}`;
    expect(row).toEqual({ unread_count: 1 });
  });

  test("one id in two chats is two messages, however often and in whichever order they come", async () => {
    const other = { chat_id: "12025550122@s.whatsapp.net", from: "12025550122", from_name: "Ben" };
    const inGroup = { chat_id: "120363025550140017@g.us", from: "12025550122", from_name: "Ben" };
    const ofThree = () => [text("AAAA-1111", "A"), text("AAAA-1111", "B", other), text("AAAA-1111", "C", inGroup)];
    const [a, b, c] = ofThree();
    await post({ messages: [a, b].flatMap((body) => body?.messages ?? []) }, c);
    await ingest();
    const before = await runtime()
      .sql`select content, conversation_id from messages where account_id = ${account.id} order by content`;
    expect(before.map(({ content }) => content)).toEqual(["A", "B", "C"]);
    expect(new Set(before.map((row) => row.conversation_id)).size).toBe(3);
    await runtime().sql`update conversations set status = 'resolved' where account_id = ${account.id}`;
    await post(...ofThree().toReversed(), ...ofThree());
    await ingest();
    expect(
      await runtime()
        .sql`select content, conversation_id from messages where account_id = ${account.id} order by content`,
    ).toEqual(before);
    expect(await runtime().sql`select id from conversations where account_id = ${account.id}`).toHaveLength(3);
  });

  test("a message that comes again after its conversation was resolved opens nothing; a new one does", async () => {
    await post(text("AAAA-1111", "Hello"));
    await ingest();
    const { sql } = runtime();
    await sql`update conversations set status = 'resolved' where account_id = ${account.id}`;
    await post(text("AAAA-1111", "Hello"));
    await ingest();
    const conversations = () =>
      sql`select display_id, status from conversations where account_id = ${account.id} order by id`;
    expect(await conversations()).toEqual([{ display_id: 1, status: "resolved" }]);
    await post({ messages: [text("AAAA-1111", "Hello"), text("AAAA-2222", "Again")].flatMap((body) => body.messages) });
    await ingest();
    expect(await conversations()).toEqual([
      { display_id: 1, status: "resolved" },
      { display_id: 2, status: "open" },
    ]);
    expect(await messages()).toHaveLength(2);
  });

  test("a status only moves forward, whatever order it comes in", async () => {
    await post(text("AAAA-1111", "Sent by phone", { from_me: true, source: "mobile" }));
    const status = (status: string) => ({ statuses: [{ id: "AAAA-1111", code: 1, status, timestamp: "1760000001" }] });
    await post(status("read"), status("delivered"), status("sent"));
    await ingest();
    expect(await messages()).toMatchObject([{ status: "read" }]);
  });

  test("a status that overtakes its message waits for it", async () => {
    await post({ statuses: [{ id: "AAAA-1111", code: 3, status: "delivered", timestamp: "1760000001" }] });
    await ingest();
    expect(await bodies()).toMatchObject([{ state: "pending" }]);
    await post(text("AAAA-1111", "Sent by phone", { from_me: true, source: "mobile" }));
    await runtime().sql`update inbound_events set not_before = null where account_id = ${account.id}`;
    await ingest();
    expect(await messages()).toMatchObject([{ status: "delivered" }]);
    expect(await bodies()).toEqual([
      { state: "done", error: null },
      { state: "done", error: null },
    ]);
  });

  test("single votes are counted, a changed one once", async () => {
    const chat_id = "120363025550140017@g.us";
    const poll = { title: "When?", options: ["Mon", "Tue"], results: [] };
    await post(text("AAAA-1111", "", { chat_id, type: "poll", poll }));
    const vote = (id: string, from: string, votes: string[]) =>
      text(id, "", { chat_id, from, type: "action", action: { type: "vote", target: "AAAA-1111", votes } });
    await post(vote("V-1", "12025550111", ["Mon"]), vote("V-2", "12025550122", ["Mon"]));
    await post(vote("V-3", "12025550111", ["Tue"]), vote("V-3", "12025550111", ["Tue"]));
    await ingest();
    const [message] = await messages();
    const results = [
      { name: "Mon", count: 1 },
      { name: "Tue", count: 1 },
    ];
    expect(message?.attributes).toMatchObject({ poll: { title: "When?", results } });
  });

  test("a vote that names an option by its id counts for that option", async () => {
    const results = ["Mon", "Tue"].map((name) => ({ id: `id-${name}`, name, count: 0, voters: [] }));
    await post(text("AAAA-1111", "", { type: "poll", poll: { title: "When?", options: ["Mon", "Tue"], results } }));
    const action = { type: "vote", target: "AAAA-1111", votes: ["id-Tue"] };
    await post(text("V-1", "", { type: "action", action }));
    await ingest();
    expect((await messages())[0]?.attributes).toMatchObject({
      poll: {
        results: [
          { name: "Mon", count: 0 },
          { name: "Tue", count: 1 },
        ],
      },
    });
  });

  test("a body that comes again because something in it waits does not bring back an old state of the line", async () => {
    const waiting = [{ id: "AAAA-2222", code: 3, status: "delivered", timestamp: "1760000001" }];
    await post({ statuses: waiting, qr: { status: "OK", rowdata: "a-code" } });
    await ingest();
    await post({ health: { status: { code: 4, text: "AUTH" } } });
    await ingest();
    await runtime().sql`update inbound_events set not_before = null where account_id = ${account.id}`;
    await ingest();
    const [row] = await runtime().sql`select connection ->> 'state' as state from inboxes where id = ${inbox.id}`;
    expect(row).toEqual({ state: "open" });
  });

  test("a bad element is reported and its neighbours are taken in", async () => {
    const good = text("AAAA-1111", "Hello").messages[0];
    await post({ messages: [{ type: "text", text: { body: "no id" } }, good, null, 7] });
    await ingest();
    expect(await messages()).toMatchObject([{ content: "Hello" }]);
    const [body] = await bodies();
    expect(body?.state).toBe("failed");
    expect(body?.error).toContain("id");
  });

  test("every recorded body ends applied or with its reason", async () => {
    const folder = new URL("../../channels/whapi/fixtures/", import.meta.url);
    const names = readdirSync(folder).filter((name) => name.endsWith(".json") && !name.includes("expected"));
    for (const name of names) {
      const content = readFileSync(new URL(name, folder), "utf8");
      await runtime()
        .sql`insert into inbound_events (account_id, inbox_id, body) values (${account.id}, ${inbox.id}, ${content})`;
    }
    await ingest();
    await runtime()
      .sql`update inbound_events set not_before = null, attempts = 6 where account_id = ${account.id} and state = 'pending'`;
    await ingest();
    const left = await runtime()
      .sql`select 1 from inbound_events where account_id = ${account.id} and state = 'pending'`;
    expect(left).toHaveLength(0);
    const failures = await runtime().sql<{ error: string }[]>`
      select error from inbound_events where account_id = ${account.id} and state = 'failed' order by id`;
    for (const { error } of failures) expect(error).not.toMatch(/violates|syntax|column|TypeError|undefined/);
    expect((await messages()).length).toBeGreaterThan(80);
  });
});
