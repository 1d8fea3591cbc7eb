import { afterAll, beforeAll, expect, test } from "vitest";
import { seedAccount, seedConversation } from "#db/testing/seed.ts";
import { startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { runtime } from "../../platform/runtime.ts";
import { wakeSnoozed } from "./wake-snoozed.ts";

beforeAll(async () => {
  await startTestRuntime();
});
afterAll(stopTestRuntime);

test("wakes what is due, and nothing else", async () => {
  const account = await seedAccount();
  const due = await seedConversation(account, { status: "snoozed", snoozedUntil: new Date(Date.now() - 1000) });
  const later = await seedConversation(account, { status: "snoozed", snoozedUntil: new Date(Date.now() + 60_000) });
  const untilReply = await seedConversation(account, { status: "snoozed" });
  await wakeSnoozed();
  const rows = await runtime().sql<{ id: number; status: string }[]>`
    select id, status from conversations where account_id = ${account.id} order by id`;
  expect(rows.map((row) => [row.id, row.status])).toEqual([
    [due.id, "open"],
    [later.id, "snoozed"],
    [untilReply.id, "snoozed"],
  ]);
  const events = await runtime()
    .sql`select 1 from events where account_id = ${account.id} and type = 'conversation.status_changed'`;
  expect(events).toHaveLength(1);
});
