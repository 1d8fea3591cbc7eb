import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type FakeBaileysApi, startFakeBaileysApi } from "../testing/fake-baileys-api.ts";
import { startNetworkRuntime } from "../testing/start-network-runtime.ts";
import { actions } from "./actions.ts";
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
    provider_url: fake.baseUrl,
    api_key: fake.apiKey,
    phone_number: "+12025550100",
  });
  await actions.subscribe(target, settings);
  fake.requests.length = 0;
});
afterEach(async () => {
  expect(fake.requests.flatMap(({ problems }) => problems)).toEqual([]);
  await fake.close();
});

const target = { url: "https://inbox.example.com/webhooks/baileys-api/k3y", headers: {}, secret: "s3cret-of-it" };
const phone = "+12025550100";
const id = "3EB0095C38529DE7B6B606";
const group = "120363025550140017";

describe("the connection", () => {
  it("is made with our address and secret, files left to be fetched", () => {
    expect(fake.state.connections.get(phone)).toMatchObject({
      webhookUrl: target.url,
      webhookVerifyToken: target.secret,
      options: { includeMedia: false, syncFullHistory: false, groupsEnabled: true, autoPresenceSubscribe: true },
    });
  });

  it("takes a token that people chose, and leaves groups out when told", async () => {
    await actions.subscribe(target, { ...settings, webhook_verify_token: "chosen-token", groups_enabled: false });
    expect(fake.state.connections.get(phone)).toMatchObject({
      webhookVerifyToken: "chosen-token",
      options: { groupsEnabled: false },
    });
  });

  it("logs out, also twice", async () => {
    await actions.logout(settings);
    await actions.logout(settings);
    expect(fake.state.connections.size).toBe(0);
  });

  it("is tested: the key first, then the line", async () => {
    expect(await actions.check(settings)).toEqual([
      { name: "credentials", ok: true },
      { name: "permission", ok: true },
    ]);
    fake.state.connections.clear();
    expect(await actions.check(settings)).toEqual([
      { name: "credentials", ok: true },
      { name: "permission", ok: false, detail: "Phone number not found" },
    ]);
    expect(await actions.check({ ...settings, api_key: "wrong" })).toEqual([
      { name: "credentials", ok: false, detail: "Valid API key required" },
    ]);
    expect(await actions.check({ ...settings, provider_url: "http://127.0.0.1:9" })).toMatchObject([
      { name: "credentials", ok: false },
    ]);
  });
});

describe("chat actions", () => {
  const key = { id, remoteJid: `${group}@g.us`, fromMe: true };

  it("edits and deletes our own messages", async () => {
    await actions.edit(id, { to: group }, "New text", settings);
    expect(fake.state.edited).toEqual([{ jid: key.remoteJid, key, messageContent: { text: "New text" } }]);
    await actions.delete(id, { to: group }, settings);
    expect(fake.state.deleted).toEqual([{ jid: key.remoteJid, key }]);
  });

  it("marks the customers' messages as read, each once, with their authors in a group", async () => {
    const author = { phone: "+12025550155", lid: "84512345678901" };
    const messages = [
      { id, fromMe: false, author },
      { id, fromMe: false, author },
      { id: "3AMINE", fromMe: true },
    ];
    await actions.markRead(messages, { to: group, isGroup: true }, settings);
    expect(fake.state.read).toEqual([
      { keys: [{ id, remoteJid: `${group}@g.us`, fromMe: false, participant: "84512345678901@lid" }] },
    ]);
    await actions.markRead([{ id, fromMe: false, author }], { to: "12025550155", isGroup: false }, settings);
    expect(fake.state.read.at(-1)).toEqual({ keys: [{ id, remoteJid: "12025550155@s.whatsapp.net", fromMe: false }] });
  });

  it("tells nobody what was read where that was switched off", async () => {
    const quiet = { ...settings, mark_as_read: false };
    await actions.markRead([{ id, fromMe: false }], { to: "12025550155", isGroup: false }, quiet);
    expect(fake.requests).toEqual([]);
  });

  it.each([
    ["on", "composing"],
    ["recording", "recording"],
    ["off", "paused"],
  ] as const)("typing %s is presence %s", async (state, type) => {
    await actions.typing({ to: "12025550143", isGroup: false }, state, settings);
    expect(fake.state.presences).toEqual([{ type, toJid: "12025550143@s.whatsapp.net" }]);
  });

  it("fetches files by the id of their message, and says when they are gone", async () => {
    fake.state.media.set("3AFB9B9AECC4BDB51F7E", Buffer.from([0, 1, 255]));
    expect(await actions.fetchMedia("3AFB9B9AECC4BDB51F7E", settings)).toEqual({ bytes: Buffer.from([0, 1, 255]) });
    await expect(actions.fetchMedia("3A00", settings)).rejects.toMatchObject({ kind: "refused" });
    await expect(actions.fetchMedia("../etc/passwd", settings)).rejects.toMatchObject({ kind: "refused" });
  });

  it("reads who is in a group, hidden ids and numbers", async () => {
    fake.state.groups.set(`${group}@g.us`, {
      id: `${group}@g.us`,
      subject: "Wholesale",
      announce: true,
      memberAddMode: false,
      participants: [
        { id: "980344979568028@lid", phoneNumber: "12025550143@s.whatsapp.net", admin: "superadmin" },
        { id: "12746478966522@lid", admin: null },
      ],
    });
    expect(await actions.groupMembers(group, settings)).toEqual({
      name: "Wholesale",
      description: null,
      settings: { announce: true, member_add_mode: false },
      members: [
        {
          person: {
            identities: [
              { kind: "phone", value: "+12025550143" },
              { kind: "lid", value: "980344979568028" },
            ],
          },
          change: "present",
          role: "admin",
        },
        { person: { identities: [{ kind: "lid", value: "12746478966522" }] }, change: "present", role: "member" },
      ],
    });
  });
});
