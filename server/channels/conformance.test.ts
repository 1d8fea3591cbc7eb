import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Capabilities } from "./capabilities.ts";
import type { Channel, InboundEvent, RawRequest } from "./channel.ts";
import { allChannels } from "./registry.ts";
import { type AnsweringServer, startAnsweringServer } from "./testing/answering-server.ts";
import { outboundMessage } from "./testing/outbound-message.ts";
import { startNetworkRuntime } from "./testing/start-network-runtime.ts";

/** What the suite must know about a channel: `conformance.json` in its folder. */
interface Facts {
  /** Valid settings; `{{base}}` stands for the address of a fake provider. */
  settings: Record<string, string>;
  /** The provider's answer to a message it took, and the id in it. */
  accepted?: unknown;
  acceptedId?: string;
  /** Its answer to one it refused, and the words people must see. */
  refused?: unknown;
  reason?: string;
}

const folder = (channel: Channel) => path.join(import.meta.dirname, channel.key);
const readJson = (file: string): unknown => JSON.parse(readFileSync(file, "utf8"));

const factsOf = (channel: Channel) => readJson(path.join(folder(channel), "conformance.json")) as Facts;

function settingsOf(channel: Channel, base = "http://127.0.0.1:9"): Record<string, unknown> {
  const filled = Object.entries(factsOf(channel).settings).map(([key, value]) => [
    key,
    value.replace("{{base}}", base),
  ]);
  return channel.settings.parse(Object.fromEntries(filled));
}

function fixturesOf(channel: Channel): { name: string; raw: Buffer; body: unknown; expected: unknown }[] {
  const directory = path.join(folder(channel), "fixtures");
  if (!existsSync(directory)) return [];
  const files = readdirSync(directory).filter((file) => file.endsWith(".json") && !file.endsWith(".expected.json"));
  return files.map((name) => {
    const raw = readFileSync(path.join(directory, name));
    const expected = readJson(path.join(directory, name.replace(/\.json$/, ".expected.json")));
    return { name, raw, body: JSON.parse(raw.toString("utf8")), expected };
  });
}

describe.each(allChannels().map((channel) => [channel.key, channel] as const))("channel %s", (_key, channel) => {
  describe("says what it is", () => {
    it("has a wire name, a folder named after it and an icon", () => {
      expect(channel.type).toMatch(/^Channel::[A-Z]\w+$/);
      expect(existsSync(folder(channel))).toBe(true);
      const icon = readFileSync(path.join(import.meta.dirname, "../../public/channels", `${channel.key}.svg`), "utf8");
      expect(icon).toMatch(/^<svg [^>]*viewBox/);
      expect(icon).not.toMatch(/<script|\son\w+=|href=/);
    });

    it("draws a field for every setting, and marks exactly its secrets as secret", () => {
      const keys = Object.keys(settingsOf(channel));
      const shown = channel.fields.map(({ key }) => key);
      expect([...shown, ...(channel.programSettings ?? [])].sort()).toEqual(keys.sort());
      expect(
        channel.fields
          .filter(({ kind }) => kind === "secret")
          .map(({ key }) => key)
          .sort(),
      ).toEqual([...channel.secrets].sort());
      for (const { label, hint } of channel.fields) {
        expect(label.en && label["pt-BR"]).toBeTruthy();
        if (hint) expect(hint.en && hint["pt-BR"]).toBeTruthy();
      }
    });

    it("drops settings nobody knows and refuses wrong ones", () => {
      const settings = settingsOf(channel);
      expect(channel.settings.parse({ ...settings, surprise: 1 })).toEqual(settings);
      expect(channel.settings.safeParse("text").success).toBe(false);
      for (const { key, kind } of channel.fields) {
        if (kind === "url")
          expect(channel.settings.safeParse({ ...settings, [key]: "javascript:alert(1)" }).success).toBe(false);
      }
    });
  });

  describe("can what it says", () => {
    const capabilities = channel.capabilities(settingsOf(channel));

    it("describes its capabilities as plain data", () => {
      expect(JSON.parse(JSON.stringify(capabilities))).toEqual(capabilities);
      expect(capabilities.maxTextLength).toBeGreaterThan(0);
      expect(capabilities.ratePerSecond).toBeGreaterThan(0);
    });

    it.each([
      ["typing", "typing"],
      ["readReceipts", "markRead"],
      ["edits", "edit"],
      ["deletes", "delete"],
      ["groups", "groupMembers"],
      ["pairingCode", "pairingCode"],
      ["templates", "templates"],
    ] as const)("has the flag %s exactly when it has the function %s", (flag, action) => {
      expect(capabilities[flag]).toBe(channel.actions[action] !== undefined);
    });

    it("names exactly the group functions it has, and flags to change when it can change flags", () => {
      expect([...capabilities.groupActions].sort()).toEqual(Object.keys(channel.groups ?? {}).sort());
      expect(capabilities.groupSettings.length > 0).toBe(channel.groups?.changeSettings !== undefined);
    });

    it("promises only what needs sending when it can send", () => {
      const needSend: (keyof Capabilities)[] = [
        "reactions",
        "mentions",
        "polls",
        "templates",
        "interactive",
        "idempotentSend",
      ];
      if (!channel.send) for (const flag of needSend) expect(capabilities[flag]).toBe(false);
    });

    it("can be linked and unlinked when it is linked by QR code, and subscribes when it has a webhook", () => {
      if (channel.connect === "qr") {
        expect(channel.actions.connection ?? channel.actions.subscribe).toBeTypeOf("function");
        expect(channel.actions.logout).toBeTypeOf("function");
      }
      expect(channel.actions.subscribe !== undefined).toBe(channel.webhook !== undefined);
      if (channel.send) expect(channel.actions.check).toBeTypeOf("function");
    });
  });

  const { webhook } = channel;
  if (webhook) describeWebhook(channel, webhook);
  if (channel.send) describeSend(channel);
});

function describeWebhook(channel: Channel, webhook: NonNullable<Channel["webhook"]>): void {
  const fixtures = fixturesOf(channel);

  describe("understands what is posted", () => {
    it("has fixtures", () => expect(fixtures.length).toBeGreaterThan(0));

    it.each(fixtures)("$name becomes its expected events, every time the same", ({ body, expected }) => {
      expect(JSON.parse(JSON.stringify(webhook.normalise(body)))).toEqual(expected);
      expect(webhook.normalise(body)).toEqual(webhook.normalise(structuredClone(body)));
    });

    it.each(fixtures)("$name gives every message an id, a chat with a source id and storable text", ({ body }) => {
      for (const event of webhook.normalise(body)) {
        if (event.type !== "message" && event.type !== "reaction") continue;
        expect(event.id).not.toBe("");
        expect(channel.sourceId(event.chat)).toMatch(/^\S+$/);
      }
      expect(JSON.stringify(webhook.normalise(body))).not.toMatch(/\\u0000|\\ud[89ab]/i);
    });

    it("leaves the body as it was", () => {
      for (const { raw, body } of fixtures) {
        webhook.normalise(body);
        expect(body).toEqual(JSON.parse(raw.toString("utf8")));
      }
    });

    it("calls a body a repeat only when all of its elements may be repeated", () => {
      const repeatable = new Set<InboundEvent["type"]>([
        "message",
        "status",
        "receipt",
        "edit",
        "delete",
        "reaction",
        "ignored",
      ]);
      for (const { name, raw, body } of fixtures) {
        const key = webhook.repeatKey(body, raw);
        if (key === null) continue;
        expect(webhook.repeatKey(JSON.parse(raw.toString("utf8")), Buffer.from(raw)), name).toBe(key);
        expect(webhook.repeatKey(body, Buffer.concat([raw, Buffer.from(" ")])), name).not.toBe(key);
        for (const { type } of webhook.normalise(body)) expect(repeatable.has(type), `${name}: ${type}`).toBe(true);
      }
      expect(fixtures.some(({ raw, body }) => webhook.repeatKey(body, raw) !== null)).toBe(true);
    });
  });

  describe("believes its provider only", () => {
    const secret = "s3cret-of-this-inbox";
    const settings = settingsOf(channel);
    const body = (fixtures[0]?.body ?? {}) as Record<string, unknown>;
    const { secretField } = webhook;
    /** What the provider sends to prove itself: its headers, and the member of the body if it uses one. */
    const proofs = (given: string): Record<string, string> => ({
      ...webhook.headers(given),
      ...(secretField && { [secretField]: given }),
    });
    const request = ({ ...headers }: Record<string, string>): RawRequest => {
      const { [secretField ?? ""]: _foreign, ...rest } = body;
      const inBody = secretField && headers[secretField] !== undefined ? { [secretField]: headers[secretField] } : {};
      delete headers[secretField ?? ""];
      return {
        method: "POST",
        url: new URL(`http://localhost/webhooks/${channel.key}/abc`),
        headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])),
        body: Buffer.from(JSON.stringify({ ...rest, ...inBody })),
        key: ["abc"],
      };
    };
    const right = proofs(secret);

    it("accepts its own headers, five at most", () => {
      expect(Object.keys(right).length).toBeLessThanOrEqual(5);
      expect(webhook.verify(request(right), settings, secret)).toBe(true);
    });

    it("refuses missing, foreign, cut, longer and differently written secrets", () => {
      expect(webhook.verify(request({}), settings, secret)).toBe(false);
      expect(webhook.verify(request(proofs("another")), settings, secret)).toBe(false);
      for (const name of Object.keys(right)) {
        for (const change of [
          (value: string) => value.slice(0, -1),
          (value: string) => `${value}x`,
          (value: string) => value.toUpperCase(),
          () => "",
        ]) {
          expect(webhook.verify(request({ ...right, [name]: change(right[name] ?? "") }), settings, secret)).toBe(
            false,
          );
        }
      }
    });

    it("believes nobody while the inbox has no secret", () => {
      expect(webhook.verify(request(proofs("")), settings, "")).toBe(false);
    });
  });
}

function describeSend(channel: Channel): void {
  describe("tells how a send ended", () => {
    const facts = factsOf(channel);
    let server: AnsweringServer;
    let runtime: { close(): Promise<void> };
    beforeAll(async () => {
      runtime = startNetworkRuntime();
      server = await startAnsweringServer();
    });
    afterAll(async () => {
      await server.close();
      await runtime.close();
    });

    const send = async (base = server.url) => channel.send?.(outboundMessage(), settingsOf(channel, base));

    it("returns the provider's id when it took the message", async () => {
      server.answer({ status: 200, body: facts.accepted });
      expect(await send()).toEqual({ providerMessageId: facts.acceptedId });
    });

    it.each([400, 401, 402, 403, 404, 413, 415, 422])(
      "%i: refused for good, in the provider's words",
      async (status) => {
        server.answer({ status, body: facts.refused });
        await expect(send()).rejects.toMatchObject({ isChannelError: true, kind: "refused", message: facts.reason });
      },
    );

    it("429: throttled, for as long as the provider says", async () => {
      server.answer({ status: 429, headers: { "retry-after": "7" } });
      await expect(send()).rejects.toMatchObject({ kind: "throttled", retryAfter: 7 });
    });

    it.each([500, 502, 503])("%i: temporary", async (status) => {
      server.answer({ status, body: "an error page" });
      await expect(send()).rejects.toMatchObject({ kind: "temporary" });
    });

    it("a line cut after the request had left: unknown, and not sent a second time", async () => {
      server.answer("cut");
      const before = server.requests.length;
      await expect(send()).rejects.toMatchObject({ kind: "unknown" });
      expect(server.requests.length).toBe(before + 1);
    });

    it("an answer that names no message: unknown", async () => {
      server.answer({ status: 200, body: {} });
      await expect(send()).rejects.toMatchObject({ kind: "unknown" });
    });

    it("nobody there: temporary, for nothing left", async () => {
      const gone = await startAnsweringServer();
      await gone.close();
      await expect(send(gone.url)).rejects.toMatchObject({ kind: "temporary" });
    });

    it("refuses an address that is not on the internet", async () => {
      const strict = startNetworkRuntime({ ALLOW_PRIVATE_TARGETS: "false" });
      await expect(send()).rejects.toMatchObject({ kind: "refused" });
      await strict.close();
      await runtime.close();
      runtime = startNetworkRuntime();
    });
  });
}
