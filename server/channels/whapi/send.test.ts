import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { OutboundMessage } from "../channel.ts";
import { type FakeWhapi, startFakeWhapi } from "../testing/fake-whapi.ts";
import { outboundFile, outboundMessage } from "../testing/outbound-message.ts";
import { startNetworkRuntime } from "../testing/start-network-runtime.ts";
import { send } from "./send.ts";
import { type WhapiSettings, whapiSettings } from "./settings.ts";

let runtime: { close(): Promise<void> };
let fake: FakeWhapi;
let settings: WhapiSettings;

beforeAll(() => {
  runtime = startNetworkRuntime();
});
afterAll(() => runtime.close());
beforeEach(async () => {
  fake = await startFakeWhapi();
  settings = whapiSettings.parse({ base_url: `${fake.baseUrl}/`, token: fake.token, phone_number: "1 202-555-0100" });
});
afterEach(() => fake.close());

const quotedId = "t7QgwgMJYF7-wcxU4gmOYW";
const sent = async (different: Partial<OutboundMessage>) => {
  const receipt = await send(outboundMessage(different), settings);
  return { receipt, requests: fake.requests.map(({ path, body, problems }) => ({ path, body, problems })) };
};

describe("what arrives at the provider", () => {
  it.each<[string, Partial<OutboundMessage>, string, Record<string, unknown>]>([
    ["a text", {}, "/messages/text", { to: "12025550143@s.whatsapp.net", body: "Hello" }],
    [
      "a text to a group",
      { to: "120363025550140017", isGroup: true },
      "/messages/text",
      { to: "120363025550140017@g.us", body: "Hello" },
    ],
    [
      "a text to an old group",
      { to: "12025550100-1580000000", isGroup: true },
      "/messages/text",
      { to: "12025550100-1580000000@g.us", body: "Hello" },
    ],
    [
      "a text to somebody with a hidden number",
      { to: "84512345678901@lid" },
      "/messages/text",
      { to: "84512345678901@lid", body: "Hello" },
    ],
    [
      "a quote with mentions",
      { quotedId, mentions: ["+12025550155", "84512345678901@lid"] },
      "/messages/text",
      { to: "12025550143@s.whatsapp.net", body: "Hello", quoted: quotedId, mentions: ["12025550155"] },
    ],
    [
      "a location",
      { kind: "location", text: null, location: { latitude: 0, longitude: -77.03, name: "Gate" } },
      "/messages/location",
      { to: "12025550143@s.whatsapp.net", latitude: 0, longitude: -77.03, name: "Gate" },
    ],
    [
      "a contact",
      { kind: "contact", text: null, contact: { name: "Ann", vcard: "BEGIN:VCARD" } },
      "/messages/contact",
      { to: "12025550143@s.whatsapp.net", name: "Ann", vcard: "BEGIN:VCARD" },
    ],
    [
      "a poll with one choice",
      { kind: "poll", text: null, poll: { title: "When?", options: ["Mon", "Tue"], maxChoices: 1 } },
      "/messages/poll",
      { to: "12025550143@s.whatsapp.net", title: "When?", options: ["Mon", "Tue"], count: 1 },
    ],
    [
      "a poll with several",
      { kind: "poll", text: null, poll: { title: "When?", options: ["Mon", "Tue"], maxChoices: 2 } },
      "/messages/poll",
      { to: "12025550143@s.whatsapp.net", title: "When?", options: ["Mon", "Tue"], count: 0 },
    ],
  ])("%s", async (_name, different, path, body) => {
    const { receipt, requests } = await sent(different);
    expect(requests).toEqual([{ path, body, problems: [] }]);
    expect(receipt).toEqual({ providerMessageId: fake.state.sent[0]?.id });
  });

  it.each([
    ["image", "image/png", { caption: "Hello" }],
    ["video", "video/mp4", { caption: "Hello" }],
    ["document", "application/pdf", { caption: "Hello", filename: "Résumé document.bin" }],
    ["audio", "audio/mpeg", { seconds: 3 }],
    ["voice", "audio/ogg; codecs=opus", { seconds: 3 }],
    ["sticker", "image/webp", {}],
  ] as const)("%s, byte for byte", async (kind, contentType, more) => {
    const file = outboundFile(kind, contentType, { seconds: 3.2 });
    const captioned = "caption" in more;
    const { requests } = await sent({ text: captioned ? "Hello" : null, attachments: [file] });
    const mime = contentType.replace(" ", "");
    const media = `data:${mime};base64,${(await file.bytes()).toString("base64")}`;
    expect(requests).toEqual([
      {
        path: `/messages/${kind}`,
        body: { to: "12025550143@s.whatsapp.net", media, mime_type: mime, ...more },
        problems: [],
      },
    ]);
  });

  it("several files as several messages, in order, the text on the first that can have one, the quote on the first", async () => {
    const attachments = [
      outboundFile("voice", "audio/ogg"),
      outboundFile("image", "image/jpeg"),
      outboundFile("image", "image/jpeg"),
    ];
    const { receipt, requests } = await sent({ attachments, quotedId });
    expect(
      requests.map(({ path, body }) => [
        path,
        (body as { caption?: string }).caption,
        (body as { quoted?: string }).quoted,
      ]),
    ).toEqual([
      ["/messages/voice", undefined, quotedId],
      ["/messages/image", "Hello", undefined],
      ["/messages/image", undefined, undefined],
    ]);
    const [first, ...others] = fake.state.sent.map(({ id }) => id);
    expect(receipt).toEqual({ providerMessageId: first, partIds: others });
  });

  it("a text with a voice note as two messages, because a voice note has no caption", async () => {
    const { requests } = await sent({ attachments: [outboundFile("voice", "audio/ogg")] });
    expect(requests.map(({ path }) => path)).toEqual(["/messages/text", "/messages/voice"]);
  });

  it("a reaction, and taking it back", async () => {
    await sent({ kind: "reaction", quotedId, text: "👍" });
    expect(fake.state.reactions.get(quotedId)).toBe("👍");
    const { receipt, requests } = await sent({ kind: "reaction", quotedId, text: "" });
    expect(fake.state.reactions.get(quotedId)).toBe("");
    expect(requests.flatMap(({ problems }) => problems)).toEqual([]);
    expect(receipt.providerMessageId).toContain("4711");
  });
});

describe("when it goes wrong", () => {
  it("refuses an empty message and a reaction to nothing without asking the provider", async () => {
    await expect(send(outboundMessage({ text: null }), settings)).rejects.toMatchObject({ kind: "refused" });
    await expect(send(outboundMessage({ kind: "reaction" }), settings)).rejects.toMatchObject({ kind: "refused" });
    expect(fake.requests).toEqual([]);
  });

  it("says how much was sent when a later part fails, and never suggests to send it all again", async () => {
    fake.fail({ match: /image/, status: 503 });
    const attachments = [outboundFile("voice", "audio/ogg"), outboundFile("image", "image/jpeg")];
    await expect(send(outboundMessage({ text: null, attachments }), settings)).rejects.toMatchObject({
      kind: "refused",
      message: expect.stringContaining("1 of 2"),
    });
  });

  it("shows the provider's words for a wrong token and a phone that is not linked", async () => {
    await expect(send(outboundMessage(), { ...settings, token: "wrong" })).rejects.toMatchObject({
      kind: "refused",
      code: "401",
      message: "Unauthorized",
    });
    fake.state.status = "QR";
    await expect(send(outboundMessage(), settings)).rejects.toMatchObject({
      kind: "refused",
      message: "Channel not authorized",
    });
  });

  it("does not know the outcome when the work was done but the answer lost, or a gateway gave up", async () => {
    fake.fail({ how: "accept-then-close" });
    await expect(send(outboundMessage(), settings)).rejects.toMatchObject({ kind: "unknown" });
    expect(fake.state.sent.length).toBe(1);
    fake.fail({ status: 504 });
    await expect(send(outboundMessage(), settings)).rejects.toMatchObject({ kind: "unknown" });
  });

  it("may try a lost reaction again, because twice is once", async () => {
    fake.fail({ how: "close", times: 2 });
    await expect(send(outboundMessage({ kind: "reaction", quotedId }), settings)).rejects.toMatchObject({
      kind: "temporary",
    });
  });

  it("waits half a minute when throttled without being told how long", async () => {
    fake.fail({ status: 429 });
    await expect(send(outboundMessage(), settings)).rejects.toMatchObject({ kind: "throttled", retryAfter: 30 });
  });

  it("tries later when the file cannot be read just now", async () => {
    const attachments = [outboundFile("image", "image/png", { bytes: () => Promise.reject(new Error("disk")) })];
    await expect(send(outboundMessage({ attachments }), settings)).rejects.toMatchObject({ kind: "temporary" });
  });

  it("is refused when the provider says that it did not send", async () => {
    fake.fail({ status: 200, body: { sent: false } });
    await expect(send(outboundMessage(), settings)).rejects.toMatchObject({ kind: "refused" });
  });
});

describe("settings", () => {
  it("forgives how people type a number and an address", () => {
    expect(settings).toMatchObject({ base_url: fake.baseUrl, token: fake.token, phone_number: "+12025550100" });
    expect(whapiSettings.parse({ token: "t", phone_number: "+12025550100" }).base_url).toBe("https://gate.whapi.cloud");
  });

  it.each([
    { token: "" },
    { token: "a b" },
    { phone_number: "call me" },
    { phone_number: "+0" },
    { base_url: "ftp://a" },
  ])("refuses %j", (wrong) => {
    expect(whapiSettings.safeParse({ token: "t", phone_number: "+12025550100", ...wrong }).success).toBe(false);
  });
});
