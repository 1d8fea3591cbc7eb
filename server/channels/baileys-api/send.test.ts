import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { OutboundMessage } from "../channel.ts";
import { type FakeBaileysApi, startFakeBaileysApi } from "../testing/fake-baileys-api.ts";
import { outboundFile, outboundMessage } from "../testing/outbound-message.ts";
import { startNetworkRuntime } from "../testing/start-network-runtime.ts";
import { actions } from "./actions.ts";
import { send } from "./send.ts";
import { type BaileysApiSettings, baileysApiSettings } from "./settings.ts";

let runtime: { close(): Promise<void> };
let fake: FakeBaileysApi;
let settings: BaileysApiSettings;

beforeAll(() => {
  runtime = startNetworkRuntime();
});
afterAll(() => runtime.close());
beforeEach(async () => {
  fake = await startFakeBaileysApi();
  settings = baileysApiSettings.parse({
    provider_url: `${fake.baseUrl}/`,
    api_key: fake.apiKey,
    phone_number: "1 202-555-0100",
  });
  await actions.subscribe({ url: "https://inbox.example.com/hook", headers: {}, secret: "s3cret-of-it" }, settings);
  fake.requests.length = 0;
});
afterEach(async () => {
  // Whatever a test asked for, the gateway's description allows it.
  expect(fake.requests.flatMap(({ problems }) => problems)).toEqual([]);
  await fake.close();
});

const path = "/connections/%2B12025550100/send-message";
const jid = "12025550143@s.whatsapp.net";
const quotedId = "3EB0095C38529DE7B6B606";
const sent = async (different: Partial<OutboundMessage>) => {
  const receipt = await send(outboundMessage(different), settings);
  return { receipt, requests: fake.requests.map((request) => ({ path: request.path, body: request.body })) };
};

describe("what arrives at the gateway", () => {
  it.each<[string, Partial<OutboundMessage>, string, Record<string, unknown>]>([
    ["a text", {}, jid, { text: "Hello" }],
    ["a text to a group", { to: "120363025550140017", isGroup: true }, "120363025550140017@g.us", { text: "Hello" }],
    [
      "a text to an old group",
      { to: "12025550100-1580000000", isGroup: true },
      "12025550100-1580000000@g.us",
      { text: "Hello" },
    ],
    ["a text to somebody with a hidden number", { to: "84512345678901@lid" }, "84512345678901@lid", { text: "Hello" }],
    [
      "mentions by number and by hidden id",
      { mentions: ["12025550155", "84512345678901@lid", "everybody"] },
      jid,
      { text: "Hello", mentions: ["12025550155@s.whatsapp.net", "84512345678901@lid"] },
    ],
    [
      "a quote of the customer, with what was said",
      { quotedId, quoted: { id: quotedId, fromMe: false, text: "Is it in stock?", author: { phone: "+12025550143" } } },
      jid,
      {
        text: "Hello",
        quotedMessage: {
          key: { id: quotedId, remoteJid: jid, fromMe: false },
          message: { conversation: "Is it in stock?" },
        },
      },
    ],
    [
      "a quote of a member of a group, by the id the group knows",
      {
        to: "120363025550140017",
        isGroup: true,
        quotedId,
        quoted: { id: quotedId, fromMe: false, text: null, author: { phone: "+12025550155", lid: "84512345678901" } },
      },
      "120363025550140017@g.us",
      {
        text: "Hello",
        quotedMessage: {
          key: {
            id: quotedId,
            remoteJid: "120363025550140017@g.us",
            fromMe: false,
            participant: "84512345678901@lid",
          },
          message: { conversation: "" },
        },
      },
    ],
    [
      "a quote of our own",
      { quotedId, quoted: { id: quotedId, fromMe: true, text: "Yes" } },
      jid,
      {
        text: "Hello",
        quotedMessage: { key: { id: quotedId, remoteJid: jid, fromMe: true }, message: { conversation: "Yes" } },
      },
    ],
    [
      "a reaction",
      { kind: "reaction", quotedId, text: "👍" },
      jid,
      { react: { key: { id: quotedId, remoteJid: jid, fromMe: false }, text: "👍" } },
    ],
    [
      "a reaction taken back",
      { kind: "reaction", quotedId, text: "" },
      jid,
      { react: { key: { id: quotedId, remoteJid: jid, fromMe: false }, text: "" } },
    ],
  ])("%s", async (_name, different, to, messageContent) => {
    const { receipt, requests } = await sent(different);
    expect(requests).toEqual([{ path, body: { jid: to, messageContent, chatwootMessageId: "4711" } }]);
    expect(receipt).toEqual({ providerMessageId: fake.state.sent[0]?.id });
  });

  it.each([
    ["image", "image/png", "image", { caption: "Hello" }],
    ["video", "video/mp4", "video", { caption: "Hello" }],
    ["document", "application/pdf", "document", { caption: "Hello", fileName: "Résumé document.bin" }],
    ["audio", "audio/mpeg", "audio", { ptt: false }],
    ["voice", "audio/ogg; codecs=opus", "audio", { ptt: true }],
    ["sticker", "image/webp", "image", { caption: "Hello" }],
  ] as const)("%s, byte for byte", async (kind, mimetype, member, more) => {
    const file = outboundFile(kind, mimetype);
    const { requests } = await sent({ text: "caption" in more ? "Hello" : null, attachments: [file] });
    const base64 = (await file.bytes()).toString("base64");
    expect(requests).toMatchObject([{ body: { messageContent: { [member]: base64, mimetype, ...more } } }]);
  });

  it("several files as several messages with ids of their own, the text on the first that can have one", async () => {
    const attachments = [outboundFile("voice", "audio/ogg"), outboundFile("image", "image/jpeg")];
    const { receipt, requests } = await sent({ attachments, quotedId });
    expect(requests.map(({ body }) => body)).toMatchObject([
      { messageContent: { ptt: true, quotedMessage: {} }, chatwootMessageId: "4711" },
      { messageContent: { caption: "Hello" }, chatwootMessageId: "4711-1" },
    ]);
    const [first, ...others] = fake.state.sent.map(({ id }) => id);
    expect(receipt).toEqual({ providerMessageId: first, partIds: others });
  });
});

describe("when it goes wrong", () => {
  it("is sent once when the answer was lost and the same message is sent again", async () => {
    fake.fail({ how: "accept-then-close" });
    await expect(send(outboundMessage(), settings)).rejects.toMatchObject({ kind: "unknown" });
    const { providerMessageId } = await send(outboundMessage(), settings);
    expect(fake.state.sent).toMatchObject([{ id: providerMessageId }]);
  });

  it.each([
    [409, "Message is already being processed", "temporary"],
    [421, "Not the owner", "temporary"],
    [404, "Phone number not connected", "temporary"],
    [404, "Phone number not found", "refused"],
    [403, "Forbidden", "refused"],
    [413, "", "refused"],
    [500, "Message not sent", "temporary"],
    [504, "Gateway timeout", "unknown"],
  ] as const)("%i %s: %s", async (status, body, kind) => {
    fake.fail({ status, body });
    const error = { kind, ...(body && { message: body }) };
    await expect(send(outboundMessage(), settings)).rejects.toMatchObject(error);
  });

  it("waits as long as a cluster that changes hands asks for", async () => {
    fake.fail({ status: 503, headers: { "retry-after": "5" } });
    await expect(send(outboundMessage(), settings)).rejects.toMatchObject({ kind: "temporary", retryAfter: 5 });
  });

  it.each([
    [{ kind: "location", location: { latitude: 0, longitude: 0 } }, "cannot send places"],
    [{ kind: "contact", contact: { name: "Ann", vcard: "" } }, "cannot send contact cards"],
    [{ kind: "poll", poll: { title: "?", options: [], maxChoices: 1 } }, "cannot send polls"],
    [{ text: null }, "is empty"],
    [{ kind: "reaction" }, "a message to react to"],
  ] as const)("refuses %j without asking the gateway", async (different, words) => {
    const refusal = { kind: "refused", message: expect.stringContaining(words) };
    const message = outboundMessage(different as Partial<OutboundMessage>);
    await expect(send(message, settings)).rejects.toMatchObject(refusal);
    expect(fake.requests).toEqual([]);
  });
});

describe("settings", () => {
  it("forgives how people type a number and an address, and knows what is usual", () => {
    expect(settings).toEqual({
      provider_url: fake.baseUrl,
      api_key: fake.apiKey,
      phone_number: "+12025550100",
      webhook_verify_token: "",
      mark_as_read: true,
      groups_enabled: true,
    });
    expect(baileysApiSettings.parse({ phone_number: "+12025550100" }).provider_url).toBe("http://localhost:3025");
    expect(baileysApiSettings.parse({ phone_number: "+12025550100", mark_as_read: "false" }).mark_as_read).toBe(false);
  });

  it.each([
    { phone_number: "call me" },
    { phone_number: undefined },
    { provider_url: "ftp://a" },
    { api_key: "a b" },
    { webhook_verify_token: "short" },
    { mark_as_read: "perhaps" },
  ])("refuses %j", (wrong) => {
    expect(baileysApiSettings.safeParse({ phone_number: "+12025550100", ...wrong }).success).toBe(false);
  });
});
