import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { InboundEvent } from "../channel.ts";
import { type AnsweringServer, startAnsweringServer } from "../testing/answering-server.ts";
import { outboundFile, outboundMessage } from "../testing/outbound-message.ts";
import { startNetworkRuntime } from "../testing/start-network-runtime.ts";
import { actions } from "./actions.ts";
import { simulator } from "./index.ts";
import { send } from "./send.ts";
import { type RunningSimulator, startSimulator } from "./server/start-simulator.ts";
import type { SimulatorSettings } from "./settings.ts";
import { webhook } from "./webhook.ts";

let runtime: { close(): Promise<void> };
let running: RunningSimulator;
let inbox: AnsweringServer;
let settings: SimulatorSettings;

beforeAll(() => {
  runtime = startNetworkRuntime();
});
afterAll(() => runtime.close());
beforeEach(async () => {
  running = await startSimulator();
  inbox = await startAnsweringServer();
  settings = simulator.settings.parse({ base_url: running.url, token: running.token }) as SimulatorSettings;
  await actions.subscribe(
    { url: `${inbox.url}/webhooks/simulator/k3y`, headers: webhook.headers("s3cret"), secret: "s3cret" },
    settings,
  );
});
afterEach(async () => {
  await running.close();
  await inbox.close();
});

async function control(path: string, body: unknown): Promise<Record<string, unknown>> {
  const response = await fetch(`${running.url}/control/${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  const answer = (await response.json()) as Record<string, unknown>;
  if (!response.ok) throw new Error(JSON.stringify(answer));
  return answer;
}

/** What the inbox was told so far, once nothing waits any more. */
async function told(): Promise<InboundEvent[]> {
  await running.idle();
  return inbox.requests.flatMap(({ body }) => webhook.normalise(JSON.parse(body)));
}

const marta = "12025550143";

describe("the inbox writes", () => {
  it("delivers, and reports every step of it", async () => {
    const { providerMessageId } = await send(
      outboundMessage({ attachments: [outboundFile("voice", "audio/wav", { seconds: 2 })] }),
      settings,
    );
    await control("reads", { chat: marta });
    const events = await told();
    expect(events).toMatchObject([
      { type: "message", origin: "api", id: providerMessageId, text: "Hello", attachments: [{ kind: "voice" }] },
      { type: "status", status: "sent" },
      { type: "status", status: "delivered" },
      { type: "status", status: "read" },
    ]);
    const [message] = events;
    const mediaId = message?.type === "message" ? (message.attachments[0]?.mediaId ?? "") : "";
    expect((await actions.fetchMedia(mediaId, settings)).bytes.toString()).toBe("bytes of a voice");
  });

  it("takes the same message twice as one, also when its first answer was lost", async () => {
    running.state.switches.loseAnswers = true;
    await expect(send(outboundMessage(), settings)).rejects.toMatchObject({ kind: "unknown" });
    running.state.switches.loseAnswers = false;
    const first = await send(outboundMessage(), settings);
    expect(await send(outboundMessage(), settings)).toEqual(first);
    expect(running.state.messages.size).toBe(1);
    await send(outboundMessage({ id: "4712" }), settings);
    expect(running.state.messages.size).toBe(2);
  });

  it("takes locations, contacts, polls, quotes and mentions, and refuses nonsense", async () => {
    await send(
      outboundMessage({ id: "1", kind: "location", text: null, location: { latitude: 1, longitude: 2 } }),
      settings,
    );
    await send(
      outboundMessage({ id: "2", kind: "contact", text: null, contact: { name: "Ann", vcard: "BEGIN:VCARD" } }),
      settings,
    );
    await send(
      outboundMessage({
        id: "3",
        kind: "poll",
        text: null,
        poll: { title: "When?", options: ["Mon", "Tue"], maxChoices: 1 },
      }),
      settings,
    );
    await send(
      outboundMessage({ id: "4", to: "120363025550140017", isGroup: true, quotedId: "x", mentions: [marta] }),
      settings,
    );
    expect([...running.state.messages.values()].map(({ chat }) => chat)).toEqual([
      marta,
      marta,
      marta,
      "120363025550140017@g.us",
    ]);
    await expect(send(outboundMessage({ to: "somebody" }), settings)).rejects.toMatchObject({ kind: "refused" });
  });

  it("edits, deletes, reacts, types and reads", async () => {
    const { providerMessageId: id } = await send(outboundMessage(), settings);
    await actions.edit(id, { to: marta }, "Better", settings);
    await send(outboundMessage({ id: "5", kind: "reaction", quotedId: id, text: "👍" }), settings);
    await actions.delete(id, { to: marta }, settings);
    await actions.typing({ to: marta, isGroup: false }, "on", settings);
    expect(running.state.typing.get(marta)).toBe("on");
    expect(running.state.messages.get(id)).toMatchObject({ text: "Better", edited: true, deleted: true });
    expect((await told()).slice(-3)).toMatchObject([
      { type: "edit", text: "Better" },
      { type: "reaction", sender: null, emoji: "👍" },
      { type: "delete", messageId: id },
    ]);
  });

  it.each([
    [{ failWith: 403 }, { kind: "refused", message: "This recipient has blocked you" }],
    [{ failWith: 503 }, { kind: "temporary" }],
    [{ throttle: true }, { kind: "throttled", retryAfter: 2 }],
    [{ offline: true }, { kind: "unknown" }],
  ])("fails as the switches say: %j", async (switches, expected) => {
    await control("switches", switches);
    await expect(send(outboundMessage(), settings)).rejects.toMatchObject(expected);
    expect(running.state.messages.size).toBe(0);
  });
});

describe("customers write", () => {
  it("alone, in groups, and we from our own phone", async () => {
    await control("messages", { from: marta, text: "Is it back?" });
    await control("messages", { from: "12025550155", chat: "120363025550140017@g.us", text: "Morning" });
    await control("messages", { chat: marta, text: "From the phone" });
    expect(await told()).toMatchObject([
      { type: "message", origin: "incoming", chat: { type: "individual" }, sender: { name: "Marta Quill" } },
      {
        type: "message",
        origin: "incoming",
        chat: { type: "group", name: "Harbor Lane – Wholesale" },
        sender: { name: "Devon Ash" },
      },
      { type: "message", origin: "phone", sender: null },
    ]);
  });

  it("vote, react, edit, delete and type", async () => {
    const poll = { title: "When?", options: ["Mon", "Tue"], max_choices: 1 };
    const { id } = await control("messages", { from: marta, poll });
    await control("votes", { from: marta, message_id: id, options: ["Tue"] });
    await control("reactions", { from: marta, message_id: id, emoji: "👍" });
    await control("typing", { from: marta, state: "recording" });
    await control("edits", { message_id: id, text: "Which day?" });
    await control("deletions", { message_id: id });
    expect((await told()).map(({ type }) => type)).toEqual([
      "message",
      "poll_vote",
      "reaction",
      "typing",
      "edit",
      "delete",
    ]);
  });

  it("change groups", async () => {
    const { id } = await control("groups", { name: "Fair", members: [marta] });
    await control("group-changes", {
      id,
      name: "Spring fair",
      settings: { announce: true },
      member: { phone: "12025550155", change: "add" },
    });
    expect(await told()).toMatchObject([
      { type: "group", name: "Fair", membersAreComplete: true },
      { type: "group", name: "Spring fair", settings: { announce: true }, members: [{ change: "add" }] },
    ]);
    expect((await actions.groupMembers(String(id).replace("@g.us", ""), settings)).members.length).toBe(3);
  });
});

describe("what goes wrong on the way to the inbox", () => {
  it("posts twice, loses, or turns the order round, as the switches say", async () => {
    await control("switches", { duplicate: true });
    await control("messages", { from: marta, text: "one" });
    expect(await told()).toHaveLength(2);
    await control("switches", { duplicate: false, dropWebhooks: true });
    await control("messages", { from: marta, text: "lost" });
    expect(await told()).toHaveLength(2);
    await control("switches", { dropWebhooks: false, reorder: true });
    for (const text of ["a", "b", "c"]) await control("messages", { from: marta, text });
    expect((await told()).slice(2)).toMatchObject([{ text: "c" }, { text: "b" }, { text: "a" }]);
  });

  it("posts after the line is back what happened while it was away", async () => {
    await control("switches", { offline: true });
    await control("messages", { from: marta, text: "later" });
    expect(inbox.requests).toHaveLength(0);
    await control("switches", { offline: false });
    expect(await told()).toMatchObject([{ text: "later" }]);
  });

  it("tries again until the inbox takes it", async () => {
    inbox.answer({ status: 503 });
    await control("messages", { from: marta, text: "again" });
    while (inbox.requests.length < 2) await new Promise((resolve) => setTimeout(resolve, 20));
    inbox.answer({ status: 200 });
    const events = await told();
    expect(new Set(events.map((event) => (event.type === "message" ? event.id : event.type))).size).toBe(1);
  });

  it("loses the phone and links it again", async () => {
    expect(await actions.connection(settings)).toEqual({ state: "open" });
    await actions.logout(settings);
    expect(await actions.connection(settings)).toMatchObject({
      state: "qr",
      qr: expect.any(String),
      expiresInSeconds: 20,
    });
    await expect(send(outboundMessage(), settings)).rejects.toMatchObject({
      kind: "refused",
      message: "The phone is not connected",
    });
    await control("connection", { state: "open" });
    expect(await told()).toMatchObject([
      { type: "connection", state: "qr" },
      { type: "connection", state: "open" },
    ]);
    expect(await actions.check(settings)).toMatchObject([{ ok: true }, { ok: true }, { name: "webhook", ok: true }]);
  });

  it("does not let another site's page play with it, nor an inbox without its token", async () => {
    const response = await fetch(`${running.url}/control/switches`, {
      method: "POST",
      headers: { origin: "https://evil.example" },
      body: "{}",
    });
    expect(response.status).toBe(403);
    await expect(send(outboundMessage(), { ...settings, token: "wrong" })).rejects.toMatchObject({
      kind: "refused",
      code: "401",
    });
  });
});
