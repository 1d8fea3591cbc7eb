import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { eventually } from "#db/testing/eventually.ts";
import { type SeededAccount, seedAccount } from "#db/testing/seed.ts";
import { startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { receiveWebhook } from "#server/domain/messages/receive-webhook.ts";
import { maxWebhookBytes } from "#server/domain/messages/webhook-limits.ts";
import { registry } from "#server/domain/registry.ts";
import { createHttpServer, type HttpServer } from "#server/platform/http/serve-http.ts";
import { call } from "#server/platform/http/testing/call.ts";
import { startWorkers, type Workers } from "#server/platform/jobs/start-workers.ts";
import { runtime } from "#server/platform/runtime.ts";
import * as messageList from "../../../app/api/v1/accounts/[account_id]/conversations/[conversation_id]/messages/route.ts";
import * as conversationList from "../../../app/api/v1/accounts/[account_id]/conversations/route.ts";
import * as disconnect from "../../../app/api/v1/accounts/[account_id]/inboxes/[id]/disconnect_channel_provider/route.ts";
import * as inboxOne from "../../../app/api/v1/accounts/[account_id]/inboxes/[id]/route.ts";
import * as setup from "../../../app/api/v1/accounts/[account_id]/inboxes/[id]/setup_channel_provider/route.ts";
import * as inboxList from "../../../app/api/v1/accounts/[account_id]/inboxes/route.ts";
import { type FakeBaileysApi, startFakeBaileysApi } from "../testing/fake-baileys-api.ts";

const PORT = 4107;
const TOKEN = "hookverify-harbor-01";
const FIXTURES = path.join(import.meta.dirname, "fixtures");

let account: SeededAccount;
let fake: FakeBaileysApi;
let http: HttpServer;
let workers: Workers;
let phone: string;
let inboxId: number;

beforeAll(async () => {
  await startTestRuntime({ APP_URL: `http://127.0.0.1:${PORT}` });
  http = createHttpServer();
  const route = { operation: "webhooks.receive", method: "POST", path: "/webhooks/" } as const;
  http.serve([{ ...route, maxBytes: maxWebhookBytes, handle: receiveWebhook }], null);
  await http.listen(PORT, "127.0.0.1");
  workers = await startWorkers(registry);
});
afterAll(async () => {
  await workers.stop();
  http.stopAccepting();
  await http.drain(1000);
  await stopTestRuntime();
});

beforeEach(async () => {
  account = await seedAccount();
  fake = await startFakeBaileysApi();
  fake.state.opensAtOnce = false;
  phone = `+1202555${2000 + account.id}`;
  const channel = { type: "whatsapp", provider: "baileys", phone_number: phone, provider_config: config() };
  const made = await call(inboxList.POST, { ...by(), body: { name: "Line", channel } });
  expect(made.status).toBe(200);
  inboxId = made.body.id;
  await eventually(() => expect(fake.state.connections.has(phone)).toBe(true));
  return async () => {
    // Whatever was asked of the gateway, its description allows it.
    expect(fake.requests.flatMap(({ problems }) => problems)).toEqual([]);
    await fake.close();
  };
});

const config = () => ({ provider_url: fake.baseUrl, api_key: fake.apiKey, webhook_verify_token: TOKEN });
const by = (more: Record<string, string | number> = {}) => ({
  params: { account_id: account.id, ...more },
  token: account.admin.token,
});
const inbox = async () => (await call(inboxOne.GET, by({ id: inboxId }))).body;
const conversations = async () => (await call(conversationList.GET, by())).body.data.payload;
const thread = async (id: number) =>
  (await call(messageList.GET, by({ conversation_id: id }))).body.payload.filter(
    ({ message_type }) => message_type < 2,
  );
const reply = (id: number, body: object) => call(messageList.POST, { ...by({ conversation_id: id }), body });
const event = (name: string, data: unknown, more: object = {}) => fake.post(phone, { event: name, data, ...more });
const open = async () => {
  const connection = fake.state.connections.get(phone);
  if (connection) connection.isOpen = true;
  await event("connection.update", { connection: "open" });
  await eventually(async () => expect((await inbox()).connection.state).toBe("open"));
};
const settled = () =>
  eventually(async () => {
    const [row] = await runtime().sql`
      select count(*)::int as waiting from inbound_events where account_id = ${account.id} and state = 'pending' and not_before is null`;
    expect(row).toEqual({ waiting: 0 });
  });

const ana = { remoteJid: "980344979568028@lid", remoteJidAlt: "12025550142@s.whatsapp.net", fromMe: false };
const textOf = (id: string, text: string, key: object = ana) => ({
  messages: [{ key: { ...key, id }, messageTimestamp: now(), pushName: "Ana Reyes", message: { conversation: text } }],
  type: "notify",
});
const now = () => Math.floor(Date.now() / 1000);
const statusOf = (id: string, status: number) => [{ key: { ...ana, fromMe: true, id }, update: { status } }];

describe("linking", () => {
  it("shows each code as a picture, follows the phone, and ends linked", async () => {
    const picture = `data:image/png;base64,${"A".repeat(400)}`;
    await event("connection.update", { connection: "connecting", qr: "2@secret-text", qrDataUrl: picture });
    const waiting = await eventually(async () => {
      const shown = await inbox();
      expect(shown.connection.state).toBe("qr");
      return shown;
    });
    expect(waiting.provider_connection).toMatchObject({ connection: "connecting", qr_data_url: picture });
    expect(JSON.stringify(waiting)).not.toContain("secret-text");
    expect(secondsLeft(waiting.connection.qrExpiresAt)).toBeGreaterThan(50);
    await event("connection.update", { connection: "connecting", qr: "2@b", qrDataUrl: `${picture}BBBB` });
    await eventually(async () => expect((await inbox()).connection.qr).toBe(`${picture}BBBB`));
    expect(secondsLeft((await inbox()).connection.qrExpiresAt)).toBeLessThanOrEqual(20);
    await event("connection.update", { connection: "reconnecting" });
    await open();
    expect(JSON.stringify(await inbox())).not.toContain("base64");
  });

  const secondsLeft = (until: string | undefined) => (Date.parse(until ?? "") - Date.now()) / 1000;

  it("asks for a new code when the last one was not scanned, and is over when the phone logs out", async () => {
    const close = (statusCode: number) =>
      event("connection.update", { connection: "close", lastDisconnect: { error: { output: { statusCode } } } });
    await close(408);
    await eventually(async () => expect((await inbox()).connection).toMatchObject({ state: "closed" }));
    const asked = fake.requests.length;
    expect((await call(setup.POST, by({ id: inboxId }))).status).toBe(200);
    expect(fake.requests.slice(asked)).toMatchObject([{ method: "POST", answeredWith: 200 }]);
    expect((await inbox()).connection.state).toBe("connecting");
    await open();
    await close(401);
    const left = await eventually(async () => {
      const shown = await inbox();
      expect(shown.connection).toMatchObject({ state: "closed", error: expect.stringContaining("logged") });
      return shown;
    });
    expect(left).toMatchObject({ reauthorization_required: true, provider_connection: { connection: "close" } });
  });

  it("leaves a code that is still good on the screen when somebody asks for one", async () => {
    const picture = `data:image/png;base64,${"A".repeat(400)}`;
    await event("connection.update", { connection: "connecting", qrDataUrl: picture });
    await eventually(async () => expect((await inbox()).connection.state).toBe("qr"));
    await call(setup.POST, by({ id: inboxId }));
    expect((await inbox()).connection).toMatchObject({ state: "qr", qr: picture });
  });

  it("says when another phone scanned, when the number is banned, and what is limited", async () => {
    await event("connection.update", { error: "wrong_phone_number" });
    await eventually(async () => expect((await inbox()).connection.error).toContain("another number"));
    const banned = { connection: "close", lastDisconnect: { error: { output: { statusCode: 403 } } } };
    await event("connection.update", banned);
    await eventually(async () => expect((await inbox()).connection.error).toContain("banned"));
    await open();
    await event("connection.update", { reachoutTimeLock: { isActive: true } });
    await eventually(async () =>
      expect((await inbox()).connection).toMatchObject({ state: "open", notice: expect.stringContaining("new chats") }),
    );
    await event("connection.update", { reachoutTimeLock: { isActive: false } });
    await eventually(async () => expect((await inbox()).connection.notice).toBeUndefined());
  });

  it("does not believe a worker of the gateway that has lost the line", async () => {
    await event("connection.update", { connection: "open", epoch: 7 });
    await eventually(async () => expect((await inbox()).connection.state).toBe("open"));
    await event("connection.update", { connection: "reconnecting", epoch: 6 });
    await settled();
    expect((await inbox()).connection.state).toBe("open");
  });

  it("unlinks at the gateway, which says nothing about it itself", async () => {
    await open();
    expect((await call(disconnect.POST, by({ id: inboxId }))).status).toBe(200);
    expect(fake.state.connections.size).toBe(0);
    expect((await inbox()).connection.state).toBe("closed");
  });
});

describe("a conversation", () => {
  const begin = async () => {
    await open();
    expect(await event("messages.upsert", textOf("3A59F3BED55A6A52D8C1", "Is the kettle back?"))).toBe(200);
    return eventually(async () => {
      const [found] = await conversations();
      if (!found) throw new Error("nothing yet");
      return found.id;
    });
  };

  it("goes from the customer to the team and back, with ticks that only move forward", async () => {
    const id = await begin();
    const [question] = await thread(id);
    expect(question).toMatchObject({ content: "Is the kettle back?", source_id: "3A59F3BED55A6A52D8C1" });
    expect(question?.sender).toMatchObject({
      name: "Ana Reyes",
      phone_number: "+12025550142",
      identifier: "980344979568028@lid",
    });
    const quote = { in_reply_to: question?.id };
    const made = await reply(id, { content: "Yes, **three** of them", content_attributes: quote });
    expect(made.status).toBe(200);
    const sent = await eventually(async () => {
      const [first] = fake.state.sent;
      if (!first) throw new Error("nothing yet");
      return first;
    });
    expect(sent.body).toEqual({
      jid: "12025550142@s.whatsapp.net",
      messageContent: {
        text: "Yes, *three* of them",
        quotedMessage: {
          key: { id: "3A59F3BED55A6A52D8C1", remoteJid: "12025550142@s.whatsapp.net", fromMe: false },
          message: { conversation: "Is the kettle back?" },
        },
      },
      chatwootMessageId: `parley-${made.body.id}`,
    });
    const ours = async () => (await thread(id)).find((message) => message.id === made.body.id);
    await eventually(async () => expect(await ours()).toMatchObject({ status: "sent", source_id: sent.id }));
    for (const [status, shown] of [
      [3, "delivered"],
      [4, "read"],
      [3, "read"],
    ] as const) {
      expect(await event("messages.update", statusOf(sent.id, status), { awaitResponse: true })).toBe(200);
      await settled();
      await eventually(async () => expect((await ours())?.status).toBe(shown));
    }
    const echo = textOf(sent.id, "Yes, *three* of them", { ...ana, fromMe: true });
    await event("messages.upsert", { messages: [{ ...echo.messages[0], status: "PENDING" }], type: "append" });
    await settled();
    expect(await thread(id)).toHaveLength(2);
  });

  it("keeps edits, deletions, reactions, what was typed on the phone, and what could be read later only", async () => {
    const id = await begin();
    const target = { ...ana, id: "3A59F3BED55A6A52D8C1" };
    const edited = { editedMessage: { message: { conversation: "Is the pot back?" } } };
    await event("messages.update", [{ key: target, update: { message: edited, messageTimestamp: now() } }]);
    await eventually(async () => expect((await thread(id))[0]?.content).toBe("Is the pot back?"));
    const unreadable = { key: { ...ana, id: "3A00AA" }, messageTimestamp: now(), messageStubType: 2 };
    await event("messages.upsert", { messages: [unreadable], type: "notify" });
    await eventually(async () =>
      expect((await thread(id)).at(-1)?.content_attributes).toMatchObject({ is_unsupported: true }),
    );
    await event("messages.upsert", textOf("3A00AA", "Readable now"));
    await eventually(async () =>
      expect((await thread(id)).at(-1)).toMatchObject({ content: "Readable now", content_attributes: {} }),
    );
    await event("messages.upsert", textOf("3A00BB", "From the phone", { ...ana, fromMe: true }));
    await eventually(async () => expect((await thread(id)).at(-1)).toMatchObject({ message_type: 1 }));
    const removal = { key: target, update: { message: null, messageStubType: 1 } };
    await event("messages.update", [removal]);
    await eventually(async () => expect((await thread(id))[0]?.content_attributes).toMatchObject({ deleted: true }));
    expect(await thread(id)).toHaveLength(3);
  });

  it("also comes in at the address that other programs give the gateway, by number", async () => {
    const connection = fake.state.connections.get(phone);
    if (!connection) throw new Error("no connection");
    connection.webhookUrl = `http://127.0.0.1:${PORT}/webhooks/whatsapp/${encodeURIComponent(phone)}`;
    await begin();
    connection.webhookVerifyToken = "another-token";
    expect(await event("messages.upsert", textOf("3A00", "Not ours"))).toBe(401);
    connection.webhookUrl = `http://127.0.0.1:${PORT}/webhooks/whatsapp/%2B12025550199`;
    expect(await event("messages.upsert", textOf("3A00", "Nobody's"))).toBe(200);
    connection.webhookUrl = `http://127.0.0.1:${PORT}/webhooks/telepathy/%2B12025550199`;
    expect(await event("messages.upsert", textOf("3A00", "No channel"))).toBe(404);
  });

  it("takes files from the body, keeps neither them nor the token in the stored body, and fetches what did not come along", async () => {
    const id = await begin();
    const image = { imageMessage: { mimetype: "image/png", caption: "Box", fileLength: "68" } };
    const pixel = sharp({ create: { width: 9, height: 9, channels: 3, background: "#0a0" } });
    const bytes = (await pixel.png().toBuffer()).toString("base64");
    const messages = ["3AFB9B", "3AFB9C"].map((key) => ({
      key: { ...ana, id: key },
      messageTimestamp: now(),
      message: image,
    }));
    fake.state.media.set("3AFB9C", Buffer.from(bytes, "base64"));
    await event("messages.upsert", { messages, type: "notify" }, { extra: { media: { "3AFB9B": bytes } } });
    await eventually(async () => {
      const files = (await thread(id)).flatMap(({ attachments }) => attachments ?? []);
      expect(files.map(({ file_size }) => file_size)).toHaveLength(2);
      for (const file of files) expect(file.data_url).toMatch(/^http/);
    });
    const rows = await runtime().sql<
      { body: string }[]
    >`select body from inbound_events where account_id = ${account.id}`;
    expect(JSON.stringify(rows)).not.toContain(TOKEN);
    expect(JSON.stringify(rows)).not.toContain(bytes);
    expect(fake.requests.filter(({ operation }) => operation === "/media/{messageId}")).toHaveLength(1);
  });

  it("is one person's, by number and hidden id, in chats and groups", async () => {
    await begin();
    const group = { remoteJid: "120363025551058423@g.us", fromMe: false };
    await event("messages.upsert", textOf("3AGROUP1", "Hello all", { ...group, participant: ana.remoteJid }));
    const byNumber = { ...group, participant: ana.remoteJidAlt };
    await event("messages.upsert", textOf("3AGROUP2", "Me again", byNumber));
    const chat = await eventually(async () => {
      const found = (await conversations()).find((one) => one.meta.sender.identifier === group.remoteJid);
      if (!found) throw new Error("nothing yet");
      const rows = await thread(found.id);
      expect(rows).toHaveLength(2);
      return { id: found.id, rows };
    });
    expect(new Set(chat.rows.map(({ sender }) => sender?.id)).size).toBe(1);
    expect(chat.rows[0]?.sender).toMatchObject({ phone_number: "+12025550142" });
    await reply(chat.id, { content: "Welcome", content_attributes: { in_reply_to: chat.rows[0]?.id } });
    const sent = await eventually(async () => {
      const [first] = fake.state.sent;
      if (!first) throw new Error("nothing yet");
      return first;
    });
    expect(sent.body).toMatchObject({
      jid: group.remoteJid,
      messageContent: { quotedMessage: { key: { participant: ana.remoteJid, fromMe: false } } },
    });
    const who = chat.rows[0]?.sender?.id;
    await reply(chat.id, { content: `Hi [@Ana](mention://contact/${who}/Ana)!` });
    const mention = await eventually(async () => {
      const second = fake.state.sent[1];
      if (!second) throw new Error("nothing yet");
      return second;
    });
    expect(mention.body.messageContent).toEqual({ text: "Hi @980344979568028!", mentions: [ana.remoteJid] });
    const receipt = {
      key: { ...group, fromMe: true, id: sent.id },
      receipt: { userJid: ana.remoteJid, readTimestamp: now() },
    };
    expect(await event("message-receipt.update", [receipt])).toBe(200);
    await eventually(async () =>
      expect((await thread(chat.id)).find(({ source_id }) => source_id === sent.id)?.status).toBe("read"),
    );
  });
});

describe("every recorded body", () => {
  const read = (name: string) => JSON.parse(readFileSync(path.join(FIXTURES, name), "utf8")) as Record<string, unknown>;
  const names = readdirSync(FIXTURES).filter((name) => name.endsWith(".a.json"));
  const originals = ["own-message-api-echo.a.json", "text-1to1.a.json", "image-1to1.a.json"];

  it("is answered as it deserves, stored once, and takes nothing else with it", async () => {
    const url = fake.state.connections.get(phone)?.webhookUrl ?? "";
    const post = async (body: string) => (await fetch(url, { method: "POST", body })).status;
    for (const name of originals) expect(await post(JSON.stringify(read(name))), name).toBe(200);
    await settled();
    const before = await counts();
    const ordered = names.filter((name) => !originals.includes(name));
    for (const name of ordered) expect(await post(JSON.stringify(read(name))), name).toBe(expectedStatus(name));
    expect(await post('{"event":"messages.upsert","data":{"messages":[{"key":')).toBe(401);
    await settled();
    const after = await counts();
    expect(after.messages).toBeGreaterThan(before.messages);
    for (const name of ordered) await post(JSON.stringify(read(name)));
    await settled();
    expect((await counts()).messages).toBe(after.messages);
    const once = await runtime().sql<{ id: string }[]>`
      select provider_message_id as id from messages where account_id = ${account.id} and provider_message_id is not null`;
    expect(once.map(({ id }) => id).sort()).toEqual(expectedIds().sort());
  });

  function expectedStatus(name: string): number {
    if (/^bad-(wrong-token|missing-token|token-wrong-type)/.test(name)) return 401;
    // It is about a message nobody has: the gateway shall send it again.
    return /^(bad-status-unknown-message|status-error-463)/.test(name) ? 404 : 200;
  }

  function expectedIds(): string[] {
    const events = names
      .filter((name) => expectedStatus(name) !== 401)
      .flatMap((name) => read(name.replace(".json", ".expected.json")) as unknown as { type: string; id: string }[]);
    return [...new Set(events.flatMap(({ type, id }) => (type === "message" ? [id] : [])))];
  }

  const counts = async () => {
    const [row] = await runtime().sql<{ messages: number }[]>`
      select count(*)::int as messages from messages where account_id = ${account.id} and message_type < 2`;
    if (!row) throw new Error("A count without a row");
    return row;
  };
});
