import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type FakeWhapi, startFakeWhapi } from "../testing/fake-whapi.ts";
import { startNetworkRuntime } from "../testing/start-network-runtime.ts";
import { actions } from "./actions.ts";
import type { WhapiSettings } from "./settings.ts";
import { webhook } from "./webhook.ts";

let runtime: { close(): Promise<void> };
let fake: FakeWhapi;
let settings: WhapiSettings;

beforeAll(() => {
  runtime = startNetworkRuntime();
});
afterAll(() => runtime.close());
beforeEach(async () => {
  fake = await startFakeWhapi();
  settings = { base_url: fake.baseUrl, token: fake.token, phone_number: "+12025550100", groups_enabled: true };
});
afterEach(async () => {
  // Whatever a test asked for, the provider's description allows it.
  expect(fake.requests.flatMap(({ problems }) => problems)).toEqual([]);
  await fake.close();
});

const id = "t7QgwgMJYF7-wcxU4gmOYW";
const target = {
  url: "https://inbox.example.com/webhooks/whapi/k3y",
  headers: webhook.headers("s3cret"),
  secret: "s3cret",
};

describe("subscribe", () => {
  const foreign = {
    url: "https://elsewhere.example.com/hook",
    headers: { "X-Key": "1" },
    events: [{ type: "messages", method: "post" }],
  };

  it("adds our webhook and leaves those of others alone", async () => {
    fake.state.settings.webhooks = [foreign];
    await actions.subscribe(target, settings);
    const [first, ours] = fake.state.settings.webhooks;
    expect(first).toEqual(foreign);
    expect(ours).toMatchObject({ url: target.url, mode: "body", headers: { Authorization: "Bearer s3cret" } });
    const events = ours?.events as { type: string; method: string }[];
    for (const method of ["post", "put", "patch", "delete"])
      expect(events).toContainEqual({ type: "messages", method });
    for (const type of ["statuses", "chats", "contacts", "groups", "presences", "channel", "users", "calls"])
      expect(events.some((event) => event.type === type)).toBe(true);
    expect(fake.state.settings.media).toEqual({
      auto_download: ["image", "audio", "voice", "video", "document", "sticker"],
    });
  });

  it("replaces our earlier one, also from another host, and keeps other media settings", async () => {
    fake.state.settings.webhooks = [
      { url: "http://old.example.com/webhooks/whapi/k3y" },
      { url: "https://inbox.example.com/webhooks/whapi/another" },
    ];
    fake.state.settings.media = { init_avatars: true };
    await actions.subscribe(target, settings);
    await actions.subscribe(target, settings);
    expect(fake.state.settings.webhooks.map(({ url }) => url)).toEqual([
      "https://inbox.example.com/webhooks/whapi/another",
      target.url,
    ]);
    expect(fake.state.settings.media).toMatchObject({ init_avatars: true });
  });
});

describe("check", () => {
  it("is content when the phone is linked and posts reach us", async () => {
    await actions.subscribe(target, settings);
    expect(await actions.check(settings)).toEqual([
      { name: "credentials", ok: true },
      { name: "permission", ok: true },
      { name: "webhook", ok: true, detail: target.url },
    ]);
  });

  it("names what is missing", async () => {
    fake.state.status = "QR";
    expect(await actions.check(settings)).toMatchObject([
      { ok: true },
      { name: "permission", ok: false },
      { name: "webhook", ok: false },
    ]);
    expect(await actions.check({ ...settings, token: "wrong" })).toEqual([
      { name: "credentials", ok: false, detail: "Unauthorized" },
    ]);
    expect(await actions.check({ ...settings, base_url: "http://127.0.0.1:9" })).toMatchObject([
      { name: "credentials", ok: false },
    ]);
  });
});

describe("connection", () => {
  it.each([
    ["AUTH", { state: "open" }],
    ["INIT", { state: "connecting" }],
    ["SYNC_ERROR", { state: "error", error: "Channel state SYNC_ERROR" }],
    ["STOP", { state: "closed", error: "Channel state STOP" }],
    ["QR", { state: "qr", qr: "2@invented,code,to-scan", expiresInSeconds: 20 }],
  ])("%s", async (status, expected) => {
    fake.state.status = status;
    expect(await actions.connection(settings)).toEqual(expected);
  });

  it("gives a code to type on the phone, for the number in digits", async () => {
    fake.state.status = "QR";
    expect(await actions.pairingCode("+12025550100", settings)).toEqual({ code: "W7KX-2M4P" });
    expect(fake.requestsTo("/users/login")).toMatchObject([{ path: "/users/login/12025550100" }]);
    fake.state.status = "AUTH";
    await expect(actions.pairingCode("+12025550100", settings)).rejects.toMatchObject({ kind: "refused" });
  });

  it("logs out, also twice", async () => {
    await actions.logout(settings);
    await actions.logout(settings);
    expect(await actions.connection(settings)).toMatchObject({ state: "qr" });
  });

  it("fails with the provider's words", async () => {
    fake.fail({ status: 500, body: { error: { code: 500, message: "Core is down" } } });
    await expect(actions.connection(settings)).rejects.toMatchObject({ kind: "temporary", message: "Core is down" });
  });
});

describe("chat actions", () => {
  it("edits, deletes and marks as read", async () => {
    await actions.edit(id, { to: "120363025550140017" }, "New text", settings);
    expect(fake.state.sent).toMatchObject([
      { id, body: { to: "120363025550140017@g.us", body: "New text", edit: id } },
    ]);
    await actions.delete(id, { to: "12025550143" }, settings);
    expect(fake.state.deleted).toEqual([id]);
    const seen = [id, id, "AbCd1234-gXyZ"].map((messageId) => ({ id: messageId, fromMe: false }));
    await actions.markRead(seen, { to: "12025550143", isGroup: false }, settings);
    expect(fake.state.read).toEqual([id, "AbCd1234-gXyZ"]);
  });

  it.each([
    ["on", "typing"],
    ["recording", "recording"],
    ["off", "pause"],
  ] as const)("typing %s is presence %s", async (state, presence) => {
    await actions.typing({ to: "12025550143", isGroup: false }, state, settings);
    expect(fake.requests).toMatchObject([{ path: "/presences/12025550143%40s.whatsapp.net", body: { presence } }]);
  });

  it("fetches media, and says when it is gone", async () => {
    fake.state.media.set("oga-9d9a", { bytes: Buffer.from([0, 1, 255]), contentType: "audio/ogg" });
    expect(await actions.fetchMedia("oga-9d9a", settings)).toEqual({
      bytes: Buffer.from([0, 1, 255]),
      contentType: "audio/ogg",
    });
    await expect(actions.fetchMedia("oga-0000", settings)).rejects.toMatchObject({
      kind: "refused",
      message: "Specified media not found",
    });
  });

  it("reads who is in a group", async () => {
    const group = {
      id: "120363025550140017@g.us",
      name: "Wholesale",
      type: "group",
      timestamp: 1,
      description: "",
      announcements: true,
      participants: [
        { id: "12025550143", rank: "creator" },
        { id: "12025550155", rank: "member" },
      ],
    };
    fake.state.groups.set(group.id, group);
    expect(await actions.groupMembers("120363025550140017", settings)).toEqual({
      name: "Wholesale",
      description: null,
      settings: { announce: true },
      members: [
        { person: { identities: [{ kind: "phone", value: "+12025550143" }] }, change: "present", role: "admin" },
        { person: { identities: [{ kind: "phone", value: "+12025550155" }] }, change: "present", role: "member" },
      ],
    });
  });
});
