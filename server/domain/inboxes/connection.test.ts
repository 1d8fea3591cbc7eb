import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { contacts } from "#db/schema/contacts.ts";
import { groupMembers } from "#db/schema/groups.ts";
import { inboxes } from "#db/schema/inboxes.ts";
import { inboundEvents } from "#db/schema/messages.ts";
import { events } from "#db/schema/platform.ts";
import { type SeededAccount, seedAccount, seedContact } from "#db/testing/seed.ts";
import { somebodyWaits } from "#db/testing/somebody-waits.ts";
import { startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { newSimulatedGroup } from "#server/channels/simulator/server/simulator-state.ts";
import { type RunningSimulator, startSimulator } from "#server/channels/simulator/server/start-simulator.ts";
import { systemContext } from "#server/platform/context.ts";
import { transaction } from "#server/platform/database/transaction.ts";
import { call } from "#server/platform/http/testing/call.ts";
import { runtime } from "#server/platform/runtime.ts";
import * as checkOne from "../../../app/api/v1/accounts/[account_id]/inboxes/[id]/check/route.ts";
import * as health from "../../../app/api/v1/accounts/[account_id]/inboxes/[id]/connection_health/route.ts";
import * as disconnect from "../../../app/api/v1/accounts/[account_id]/inboxes/[id]/disconnect_channel_provider/route.ts";
import * as process from "../../../app/api/v1/accounts/[account_id]/inboxes/[id]/failed_events/process/route.ts";
import * as failed from "../../../app/api/v1/accounts/[account_id]/inboxes/[id]/failed_events/route.ts";
import * as setup from "../../../app/api/v1/accounts/[account_id]/inboxes/[id]/setup_channel_provider/route.ts";
import * as subscribe from "../../../app/api/v1/accounts/[account_id]/inboxes/[id]/subscribe/route.ts";
import * as checkNew from "../../../app/api/v1/accounts/[account_id]/inboxes/check/route.ts";
import { syncGroup } from "../groups/sync-group.ts";
import { refreshConnection } from "./connect-inbox.ts";
import { createInbox } from "./create-inbox.ts";
import { recordConnection, recordLineNotice } from "./record-connection.ts";
import { recordInboxActivity } from "./record-inbox-activity.ts";
import { subscribeInBackground } from "./subscribe-inbox.ts";

let account: SeededAccount;
let simulator: RunningSimulator;
let inboxId: number;

beforeAll(async () => {
  await startTestRuntime({ APP_URL: "http://127.0.0.1:3999" });
});
beforeEach(async () => {
  await runtime().sql`delete from inboxes`;
  runtime().caches.clear();
  account = await seedAccount();
  simulator = await startSimulator();
  const channel = { key: "simulator", settings: { base_url: simulator.url, token: simulator.token } };
  inboxId = (await createInbox(systemContext(account.id), { name: "Line", channel, member_ids: [account.inside.id] }))
    .id;
  return () => simulator.close();
});
afterAll(stopTestRuntime);

const at = (token = account.admin.token) => ({ params: { account_id: account.id, id: inboxId }, token });
const of = () => ({ accountId: account.id, inboxId });
const row = async () => {
  const [found] = await runtime().db.select().from(inboxes).where(eq(inboxes.id, inboxId));
  if (!found) throw new Error("The inbox is gone");
  return found;
};
const healthNow = async () => (await call(health.GET, at())).body;
const queued = async (name: string) =>
  runtime()
    .sql`select payload, run_at from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
    where t.identifier = ${name} and payload ->> 'inbox_id' = ${String(inboxId)}`;

test("a new inbox sets its webhook at the provider, address and headers as the health card shows them", async () => {
  expect(await healthNow()).toMatchObject({ state: "waiting", connection: { state: "unknown" }, last_error: null });
  await subscribeInBackground(of());
  const card = await healthNow();
  expect(card).toMatchObject({ state: "waiting", connection: { state: "open" } });
  expect(simulator.state.webhook).toEqual({ url: card.webhook_url, headers: card.webhook_headers });
  expect(card.webhook_url).toMatch(/^http:\/\/127\.0\.0\.1:3999\/webhooks\/simulator\/\w{24}$/);
});

test("an unreachable provider stands on the health card and is tried again; one success makes it good", async () => {
  simulator.state.switches.offline = true;
  await expect(subscribeInBackground(of())).rejects.toThrow();
  expect(await healthNow()).toMatchObject({ state: "failing", last_error: expect.stringContaining("reached") });
  simulator.state.switches.offline = false;
  await subscribeInBackground(of());
  await recordInboxActivity(systemContext(account.id), inboxId, { inbound: true });
  expect(await healthNow()).toMatchObject({ state: "ok", connection: { state: "open" } });
});

test("a refusal waits for the administrator, who sees it in the provider's words", async () => {
  simulator.state.token = "another";
  await subscribeInBackground(of());
  const card = await healthNow();
  expect(card).toMatchObject({ state: "failing", connection: { state: "error" } });
  const again = await call(subscribe.POST, at());
  expect(again).toMatchObject({ status: 422, body: { error: card.last_error } });
  simulator.state.token = simulator.token;
  expect(await call(subscribe.POST, at())).toMatchObject({ status: 200, text: "" });
});

test("linking shows a QR code to administrators alone, and is followed until the phone is linked", async () => {
  simulator.state.connection = "qr";
  expect(await call(setup.POST, at(account.inside.token))).toMatchObject({ status: 200, text: "" });
  expect((await row()).connection).toMatchObject({
    state: "qr",
    qr: "simulator:link:scan-me",
    qrExpiresAt: expect.any(String),
  });
  const { getInbox } = await import("./list-inboxes.ts");
  const shown = await getInbox(account.admin.ctx, { id: inboxId });
  expect(shown.connection.qr).toBe("simulator:link:scan-me");
  expect(shown.provider_connection).toMatchObject({
    connection: "connecting",
    qr_data_url: expect.stringMatching(/^data:image\/svg\+xml;base64,/),
  });
  const hidden = await getInbox(account.inside.ctx, { id: inboxId });
  expect(JSON.stringify(hidden)).not.toContain("scan-me");
  expect((await queued("refresh_connection")).map((job) => job.payload)).toMatchObject([{ codes_left: 4 }]);
  simulator.state.connection = "open";
  await refreshConnection({ ...of(), codesLeft: 4 });
  expect((await row()).connection).toMatchObject({ state: "open" });
  expect((await row()).connection.qr).toBeUndefined();
});

test("a limit of the line that is told while the line opens leaves it open", async () => {
  const { sql } = runtime();
  let noting: Promise<unknown> | undefined;
  await sql.begin(async (held) => {
    await held`update inboxes set connection = '{"state": "open"}' where id = ${inboxId}`;
    noting = transaction(systemContext(account.id), (tx) => recordLineNotice(tx, inboxId, "50 messages a day"));
    await somebodyWaits();
  });
  await noting;
  expect((await row()).connection).toMatchObject({ state: "open", notice: "50 messages a day" });
});

test("a code that comes as a picture is shown as it is, however large", async () => {
  const picture = `data:image/png;base64,${"A".repeat(20_000)}`;
  await transaction(systemContext(account.id), (tx) => recordConnection(tx, inboxId, { state: "qr", qr: picture }));
  const { getInbox } = await import("./list-inboxes.ts");
  const shown = await getInbox(account.admin.ctx, { id: inboxId });
  expect(shown.provider_connection).toMatchObject({ qr_data_url: picture });
});

test("after the last code linking is given up and says so", async () => {
  simulator.state.connection = "qr";
  await call(setup.POST, at());
  await refreshConnection({ ...of(), codesLeft: 0 });
  expect((await row()).connection).toMatchObject({ state: "closed", error: "The code was not scanned in time" });
});

test("unlinking: 200 and closed, 401 for agents, 422 for a channel without a link", async () => {
  simulator.state.connection = "open";
  expect((await call(disconnect.POST, at(account.inside.token))).status).toBe(401);
  expect((await call(disconnect.POST, at())).status).toBe(200);
  expect((await row()).connection.state).toBe("closed");
  const api = { params: { account_id: account.id, id: account.inbox.id }, token: account.admin.token };
  expect((await call(disconnect.POST, api)).body).toEqual({ error: "Channel does not support disconnect" });
  expect((await call(setup.POST, api)).body).toEqual({ error: "Channel does not support setup" });
});

test("test connection: each check before and after creation, wrong credentials named, malformed settings 422", async () => {
  await subscribeInBackground(of());
  const after = await call(checkOne.POST, at());
  expect(after.body.checks.map(({ name, ok }) => [name, ok])).toEqual([
    ["credentials", true],
    ["permission", true],
    ["webhook", true],
  ]);
  const ask = (settings: object) =>
    call(checkNew.POST, {
      params: { account_id: account.id },
      token: account.admin.token,
      body: { channel: { key: "simulator", settings } },
    });
  expect((await ask({ base_url: simulator.url, token: "wrong" })).body.checks).toMatchObject([
    { name: "credentials", ok: false, detail: expect.any(String) },
  ]);
  expect((await ask({ base_url: simulator.url, token: simulator.token })).body.checks.map(({ name }) => name)).toEqual([
    "credentials",
    "permission",
  ]);
  expect((await ask({ base_url: "nonsense", token: "x" })).body).toMatchObject({ attributes: ["base_url"] });
});

test("the same report of the line again is no news", async () => {
  const report = () =>
    transaction(systemContext(account.id), (tx) =>
      recordConnection(tx, inboxId, { state: "error", error: "No power" }),
    );
  expect(await report()).toBe(true);
  expect(await report()).toBe(false);
  const rows = await runtime()
    .db.select()
    .from(events)
    .where(and(eq(events.accountId, account.id), eq(events.type, "inbox.updated")));
  expect(rows).toHaveLength(1);
});

test("traffic is noted at most every five seconds, but a success after a failure at once", async () => {
  const ctx = systemContext(account.id);
  await recordInboxActivity(ctx, inboxId, { outbound: true });
  const first = (await row()).lastOutboundAt;
  await recordInboxActivity(ctx, inboxId, { outbound: true });
  expect((await row()).lastOutboundAt).toEqual(first);
  await recordInboxActivity(ctx, inboxId, { error: "Refused" });
  expect(await healthNow()).toMatchObject({ state: "failing", last_error: "Refused" });
  await recordInboxActivity(ctx, inboxId, { outbound: true });
  expect((await healthNow()).state).toBe("waiting");
});

test("failed webhook bodies are counted, listed with their reason and processed again, one or all", async () => {
  const base = {
    accountId: account.id,
    inboxId,
    body: '{"a":1}',
    state: "failed" as const,
    error: "unusable",
    attempts: 3,
  };
  const inserted = await runtime()
    .db.insert(inboundEvents)
    .values([base, base, { ...base, state: "done", error: null }])
    .returning();
  expect((await healthNow()).received).toEqual({ done: 1, pending: 0, failed: 2 });
  const listed = (await call(failed.GET, at())).body.payload;
  expect(listed.map((event) => event.id)).toEqual([inserted[1]?.id, inserted[0]?.id]);
  expect(listed[0]).toMatchObject({ error: "unusable", attempts: 3, body: '{"a":1}' });
  expect((await call(process.POST, { ...at(), body: { event_ids: [inserted[0]?.id] } })).body).toEqual({ queued: 1 });
  expect((await call(process.POST, { ...at(), body: {} })).body).toEqual({ queued: 1 });
  expect((await call(failed.GET, at(account.inside.token))).status).toBe(401);
});

test("a group is read from its provider with its members, once in fifteen minutes", async () => {
  const group = newSimulatedGroup({
    id: "120363025550140017@g.us",
    name: "Fair",
    members: new Map([
      ["12025550143", "admin"],
      ["12025550144", "member"],
    ]),
  });
  simulator.state.groups.set(group.id, group);
  const unknown = { name: "1203", identifier: group.id, groupType: "group" } as const;
  const { id: contactId } = await seedContact(account.id, unknown, { inboxId, sourceId: "120363025550140017" });
  await syncGroup({ accountId: account.id, contactId });
  const members = await runtime().db.select().from(groupMembers).where(eq(groupMembers.groupContactId, contactId));
  expect(members.map((member) => member.role).sort()).toEqual(["admin", "member"]);
  const asked = simulator.state.calls.length;
  await syncGroup({ accountId: account.id, contactId });
  expect(simulator.state.calls).toHaveLength(asked);
  const [after] = await runtime().db.select().from(contacts).where(eq(contacts.id, contactId));
  expect(after).toMatchObject({
    name: "Fair",
    additionalAttributes: { group_last_synced_at: expect.any(Number), member_add_mode: true },
  });
});
