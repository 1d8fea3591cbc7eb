import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type SeededAccount, seedInbox, seedTwoAccounts } from "#db/testing/seed.ts";
import { startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { dispatchEvents } from "../../platform/events/dispatch-events.ts";
import { runtime } from "../../platform/runtime.ts";
import { ingestInbox } from "../messages/ingest-inbox.ts";
import { registry } from "../registry.ts";
import { createWebhook, updateWebhook } from "./manage-webhooks.ts";

let account: SeededAccount & { other: SeededAccount };
let inbox: { id: number };

beforeAll(async () => {
  await startTestRuntime({ LOG_LEVEL: "silent" });
});
afterAll(stopTestRuntime);
beforeEach(async () => {
  account = await seedTwoAccounts();
  inbox = await seedInbox(account.id, [], { channel: "whapi", settings: { base_url: "http://localhost:1" } });
});

const presence = {
  presences: [{ contact_id: "12025550111", status: "typing" }],
  event: { type: "presences", event: "post" },
};

/** A provider posted these, and everything that follows is done. */
async function posted(bodies: unknown[], to = inbox.id): Promise<void> {
  for (const body of bodies)
    await runtime().sql`
      insert into inbound_events (account_id, inbox_id, body) values (${account.id}, ${to}, ${typeof body === "string" ? body : JSON.stringify(body)})`;
  await ingestInbox({ accountId: account.id, inboxId: to });
  await dispatchEvents(registry);
}

const told = (accountId = account.id) => runtime().sql<{ event: string; payload: Record<string, unknown> }[]>`
  select event, payload from webhook_deliveries where account_id = ${accountId} order by id`;

const listen = (ctx = account.admin.ctx, more: { inbox_id?: number } = {}) =>
  createWebhook(ctx, { url: "https://example.com/a", subscriptions: ["provider_event_received"], ...more });

test("what a provider posts is told as it came, under the provider's name for it, once", async () => {
  await listen();
  await listen(account.other.admin.ctx);
  await posted([presence]);
  await posted([]);
  expect(await told()).toEqual([
    {
      event: "provider_event_received",
      payload: {
        event: "provider_event_received",
        inbox: { id: inbox.id, name: "Support" },
        account: { id: account.id, name: "Acme" },
        provider_event: "presences.post",
        provider_event_data: { presences: presence.presences },
      },
    },
  ]);
  expect(await told(account.other.id)).toEqual([]);
});

test("nothing is written where nobody listens, and everything from the moment somebody does", async () => {
  const { payload } = await createWebhook(account.admin.ctx, {
    url: "https://example.com/a",
    subscriptions: ["message_created"],
  });
  await posted([presence]);
  const events = await runtime().sql`
    select 1 from events where account_id = ${account.id} and type = 'provider_event.received'`;
  expect(events).toHaveLength(0);
  const change = { webhook_id: payload.webhook.id, subscriptions: ["provider_event_received"] };
  await updateWebhook(account.admin.ctx, change);
  await posted([presence]);
  expect(await told()).toHaveLength(1);
});

test("text that no database takes and nesting without end are told as far as they can be, and keep nothing else back", async () => {
  await listen();
  const odd = { ...presence, presences: [{ contact_id: "1\u00002", "na\u0000me": "half \ud83d" }] };
  const nested = `{"presences":[],"nested":${"[".repeat(20_000)}${"]".repeat(20_000)}}`;
  await posted([presence, odd, nested, presence]);
  const payloads = (await told()).map(({ payload }) => payload.provider_event_data);
  expect(payloads).toMatchObject([
    { presences: presence.presences },
    { presences: [{ contact_id: "12", name: "half \ufffd" }] },
    { nested: [expect.any(Array)] },
    { presences: presence.presences },
  ]);
});

test("a webhook of one inbox hears nothing of another; the secret of a gateway is never in it", async () => {
  const second = await seedInbox(account.id, [], { channel: "baileys-api", settings: {} });
  await listen(account.admin.ctx, { inbox_id: second.id });
  await posted([presence]);
  expect(await told()).toEqual([]);
  await posted([{ event: "connection.update", data: { connection: "open" }, webhookVerifyToken: "hidden" }], second.id);
  const [delivery] = await told();
  expect(delivery?.payload).toMatchObject({
    provider_event: "connection.update",
    provider_event_data: { connection: "open" },
  });
  expect(JSON.stringify(delivery)).not.toContain("hidden");
});
