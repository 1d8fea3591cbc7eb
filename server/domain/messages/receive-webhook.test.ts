import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type SeededAccount, seedAccount, seedInbox } from "#db/testing/seed.ts";
import { startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { systemContext } from "../../platform/context.ts";
import { runtime } from "../../platform/runtime.ts";
import { getConnectedInbox } from "../inboxes/get-connected-inbox.ts";
import { ingestInbox } from "./ingest-inbox.ts";
import { readRawRequest } from "./read-raw-request.ts";
import { receiveWebhook } from "./receive-webhook.ts";

const MEGABYTE = 1024 * 1024;
let account: SeededAccount;
let inbox: { id: number };
let address: string;
let secret: string;

beforeAll(async () => {
  await startTestRuntime();
});
afterAll(stopTestRuntime);
beforeEach(async () => {
  account = await seedAccount();
  const settings = { base_url: "http://localhost:1", phone_number: `+1202554${1000 + account.id}` };
  inbox = await seedInbox(account.id, [], { channel: "whapi", settings });
  const connected = await getConnectedInbox(systemContext(account.id), inbox.id);
  secret = connected.webhookSecret;
  address = connected.row.identifier;
});

interface Posted {
  authorization?: string;
  channel?: string;
  to?: string;
}

async function post(body: string | Buffer, { authorization, channel = "whapi", to }: Posted = {}): Promise<number> {
  const request = new Request(`http://localhost/webhooks/${channel}/${to ?? address}`, {
    method: "POST",
    body: new Uint8Array(Buffer.from(body)),
    headers: { authorization: authorization ?? `Bearer ${secret}`, "content-type": "application/json" },
  });
  return (await receiveWebhook(await readRawRequest(request, [channel, to ?? address]))).status;
}

const message = (id: string, more: Record<string, unknown> = {}) => ({
  id,
  type: "text",
  from_me: false,
  chat_id: "12025550143@s.whatsapp.net",
  from: "12025550143",
  timestamp: 1_760_000_000,
  text: { body: `Text ${id}` },
  ...more,
});
const stored = async () => (await runtime().sql`select 1 from inbound_events where account_id = ${account.id}`).length;
const texts = async () => {
  await ingestInbox({ accountId: account.id, inboxId: inbox.id });
  const rows = await runtime().sql<{ content: string | null }[]>`
    select content from messages where account_id = ${account.id} order by id`;
  return rows.map(({ content }) => content);
};

describe("a posted body", () => {
  test("is believed with the secret of its inbox only; else nothing is stored", async () => {
    const body = JSON.stringify({ messages: [message("AAAA-1111")] });
    for (const authorization of [
      "",
      "Bearer",
      "Bearer ",
      `Bearer ${secret}x`,
      `bearer ${secret}`,
      secret,
      "Basic eA==",
    ])
      expect(await post(body, { authorization }), authorization).toBe(401);
    expect(await stored()).toBe(0);
    expect(await post(body)).toBe(200);
    expect(await texts()).toEqual(["Text AAAA-1111"]);
  });

  test("of an inbox that nobody has is taken and forgotten, of a channel that nobody has is not found", async () => {
    const body = JSON.stringify({ messages: [message("AAAA-1111")] });
    for (const to of ["nobody-has-this-one", "x", "+12025550199", "'; --"]) expect(await post(body, { to })).toBe(200);
    expect(await post(body, { channel: "baileys-api" })).toBe(200);
    for (const channel of ["pigeon", "constructor", ""]) expect(await post(body, { channel }), channel).toBe(404);
    expect(await stored()).toBe(0);
  });

  test("that is no JSON is refused, and one that says nothing is kept with a reason", async () => {
    for (const body of ["", "{", "messages=1", '{"messages":[', "\u0000", Buffer.from([0x22, 0xff, 0xfe, 0x22])])
      expect(await post(body)).toBe(400);
    expect(await stored()).toBe(0);
    for (const body of ["null", "[]", "42", '"text"', "{}"]) expect(await post(body), body).toBe(200);
    expect(await texts()).toEqual([]);
  });

  test("may be as large as five megabytes, and not a byte more", async () => {
    const body = JSON.stringify({ messages: [message("AAAA-1111")] });
    expect(await post(body.padEnd(5 * MEGABYTE + 1))).toBe(413);
    expect(await stored()).toBe(0);
    expect(await post(body.padEnd(5 * MEGABYTE))).toBe(200);
    expect(await texts()).toEqual(["Text AAAA-1111"]);
  });

  test("is stored once however often it comes, also in other company", async () => {
    const body = JSON.stringify({ messages: [message("AAAA-1111"), message("AAAA-1111"), message("BBBB-1111")] });
    await Promise.all([post(body), post(body), post(body)]);
    await post(JSON.stringify({ messages: [message("BBBB-1111"), message("CCCC-1111")], channel_id: "x" }));
    expect((await texts()).sort()).toEqual(["Text AAAA-1111", "Text BBBB-1111", "Text CCCC-1111"]);
  });

  test("may be nested without end, in a channel that keeps it as it is and in one that takes the secret out", async () => {
    const endless = `${"[".repeat(50_000)}${"]".repeat(50_000)}`;
    expect(await post(`{"messages":[${JSON.stringify(message("AAAA-1111"))}],"x":${endless}}`)).toBe(200);
    expect(await texts()).toEqual(["Text AAAA-1111"]);
    const settings = { phone_number: `+1202553${1000 + account.id}` };
    inbox = await seedInbox(account.id, [], { channel: "baileys-api", settings });
    const connected = await getConnectedInbox(systemContext(account.id), inbox.id);
    const key = { remoteJid: "12025550144@s.whatsapp.net", fromMe: false, id: "BBBB" };
    const item = JSON.stringify({ key, messageTimestamp: 1_760_000_001, message: { conversation: "Text BBBB" } });
    const token = JSON.stringify(connected.webhookSecret);
    const body = `{"event":"messages.upsert","webhookVerifyToken":${token},"data":{"messages":[${item}],"x":${endless}}}`;
    expect(await post(body, { channel: "baileys-api", to: connected.row.identifier })).toBe(200);
    expect(await texts()).toEqual(["Text AAAA-1111", "Text BBBB"]);
    const [kept] = await runtime().sql`select body from inbound_events where inbox_id = ${inbox.id}`;
    expect(kept?.body).not.toContain(connected.webhookSecret);
  });

  test("of five hundred messages gives all, with and without strangers between them", async () => {
    const many = Array.from({ length: 500 }, (_, count) => (count % 5 === 4 ? null : message(`MANY-${count}`)));
    expect(await post(JSON.stringify({ messages: many }))).toBe(200);
    expect(await texts()).toHaveLength(400);
    const [row] = await runtime().sql`select state, error from inbound_events where account_id = ${account.id}`;
    expect(row).toEqual({ state: "failed", error: expect.stringContaining("messages[4]: is not an object") });
  });

  test("gives all that is good in it, whatever stands between", async () => {
    const odd = [null, 7, "x", [], {}, { id: "" }, message("DDDD-1111", { chat_id: {} }), { messages: [] }];
    const unknown = message("EEEE-1111", { type: "hologram", text: undefined });
    const body = {
      messages: [message("AAAA-1111"), ...odd, unknown, message("BBBB-1111")],
      statuses: [null, { id: "ZZZZ-9999", status: "read" }, { status: "read" }],
      messages_removed: ["YYYY-9999", null],
      messages_updates: [{ id: "XXXX-9999", after_update: message("XXXX-9999") }, 3],
      groups_participants: [{ group_id: "nobody", participants: null, action: 3 }],
      calls: "none",
      surprise: { deep: [1] },
    };
    expect(await post(JSON.stringify(body))).toBe(200);
    expect(await texts()).toEqual(["Text AAAA-1111", null, "Text BBBB-1111"]);
    const [kept] = await runtime().sql`
      select content_attributes -> 'is_unsupported' as flag from messages where account_id = ${account.id} and content is null`;
    expect(kept).toEqual({ flag: true });
  });
});
