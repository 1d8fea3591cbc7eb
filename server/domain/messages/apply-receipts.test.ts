import { afterAll, beforeAll, expect, test } from "vitest";
import { seedAccount, seedInbox } from "#db/testing/seed.ts";
import { startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { runtime } from "../../platform/runtime.ts";
import { ingestInbox } from "./ingest-inbox.ts";
import { storeInboundEvent } from "./store-inbound-events.ts";

const GROUP = "120363025550140017@g.us";
const START = 1_760_000_000;

beforeAll(async () => {
  await startTestRuntime();
});
afterAll(stopTestRuntime);

const ours = {
  messages: [
    { id: "OURS-1111", type: "text", from_me: true, chat_id: GROUP, timestamp: START, text: { body: "To all of you" } },
  ],
};
const told = (status: "delivered" | "read", seconds: number) => ({
  statuses: [
    {
      id: "OURS-1111",
      code: 0,
      status,
      recipient_id: GROUP,
      viewer_id: "12025550143",
      timestamp: `${START + seconds}`,
    },
  ],
});

/** Seconds after the message at which it reached and was read by the member. */
async function timesAfter(reports: object[]): Promise<unknown> {
  const account = await seedAccount();
  const settings = { base_url: "http://localhost:1", phone_number: `+1202551${1000 + account.id}` };
  const inbox = await seedInbox(account.id, [], { channel: "whapi", settings });
  const at = { accountId: account.id, inboxId: inbox.id };
  for (const body of [ours, ...reports]) {
    await storeInboundEvent({ ...at, dedupeKey: null, body: JSON.stringify(body) });
    await ingestInbox(at);
  }
  const rows = await runtime().sql`
    select extract(epoch from delivered_at)::int - ${START}::int as delivered, extract(epoch from read_at)::int - ${START}::int as read
    from message_receipts where account_id = ${account.id}`;
  return [...rows];
}

test("a member's times are the earliest that were told, in whatever order and however often", async () => {
  const reports = [told("delivered", 30), told("read", 60), told("read", 90)];
  const expected = [{ delivered: 30, read: 60 }];
  expect(await timesAfter(reports)).toEqual(expected);
  expect(await timesAfter(reports.toReversed())).toEqual(expected);
  expect(await timesAfter([...reports.toReversed(), ...reports])).toEqual(expected);
});
