import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type SeededAccount, seedConversation, seedMessage, seedTwoAccounts } from "#db/testing/seed.ts";
import { startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { call } from "#server/platform/http/testing/call.ts";
import { runtime } from "#server/platform/runtime.ts";
import * as rules from "../../../app/api/v1/accounts/[account_id]/automation_rules/route.ts";
import { runTimedRules } from "./run-timed-rules.ts";

let account: SeededAccount & { other: SeededAccount };

beforeAll(async () => {
  await startTestRuntime({ LOG_LEVEL: "silent" });
});
afterAll(stopTestRuntime);
beforeEach(async () => {
  await runtime().sql`delete from automation_rules`;
  account = await seedTwoAccounts();
});

const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000);

/** A rule that is a day old. */
async function addRule(attribute_key: string, minutes: number): Promise<number> {
  const created = await call(rules.POST, {
    params: { account_id: account.id },
    token: account.admin.token,
    body: {
      name: "Late",
      event_name: "time_passed",
      conditions: [{ attribute_key, filter_operator: "is_greater_than", values: [minutes], query_operator: null }],
      actions: [
        { action_name: "send_message", action_params: ["We are still here"] },
        { action_name: "add_label", action_params: ["late"] },
      ],
    },
  });
  expect(created.status, created.text).toBe(200);
  await runtime().sql`update automation_rules set created_at = now() - interval '1 day' where id = ${created.body.id}`;
  return created.body.id;
}

/** A conversation in which the customer wrote last, so many minutes ago. */
async function written(minutes: number, more: object = {}) {
  const times = { createdAt: ago(minutes), waitingSince: ago(minutes), lastActivityAt: ago(minutes) };
  const conversation = await seedConversation(account, { ...times, ...more });
  await seedMessage(account.id, conversation, { createdAt: ago(minutes) });
  await runtime().sql`
    update conversations set last_activity_at = ${ago(minutes).toISOString()} where account_id = ${account.id} and id = ${conversation.id}`;
  return conversation;
}

const labelled = async () => {
  const rows = await runtime().sql<{ id: number }[]>`
    select id from conversations where account_id = ${account.id} and 'late' = any(labels) order by id`;
  return rows.map(({ id }) => id);
};

const said = async () =>
  (await runtime().sql`select 1 from messages where account_id = ${account.id} and message_type = 1`).length;

describe("a rule that waits for time to pass", () => {
  test("runs once for each time the customer waits too long, in conversations that people or bots have", async () => {
    await addRule("minutes_waiting", 30);
    const late = await written(40);
    await written(20);
    await written(40, { status: "snoozed" });
    await written(40, { status: "resolved" });
    await written(40, { waitingSince: null });
    for (let run = 0; run < 3; run++) await runTimedRules();
    expect([await labelled(), await said()]).toEqual([[late.id], 1]);
    await seedMessage(account.id, late, { createdAt: ago(35) });
    for (let run = 0; run < 2; run++) await runTimedRules();
    expect(await said()).toBe(2);
  });

  test("leaves alone what was said before it was made, and other accounts", async () => {
    const young = await addRule("minutes_waiting", 30);
    await addRule("minutes_idle", 10_000);
    await written(3 * 24 * 60);
    await runtime().sql`update automation_rules set created_at = now() - interval '9 days' where id <> ${young}`;
    await seedConversation(account.other, { waitingSince: ago(40), lastActivityAt: ago(40) });
    await runTimedRules();
    expect([await labelled(), await said()]).toEqual([[], 0]);
  });

  test("can ask how long nothing happened, and how long ago the customer wrote", async () => {
    await addRule("minutes_idle", 60);
    const quiet = await written(90, { waitingSince: null });
    await written(50);
    await runTimedRules();
    expect(await labelled()).toEqual([quiet.id]);
    await runtime().sql`delete from automation_rules`;
    await addRule("minutes_since_incoming", 23 * 60);
    const closing = await written(23 * 60 + 10, { lastIncomingAt: ago(23 * 60 + 10), waitingSince: null });
    await written(10, { lastIncomingAt: ago(10) });
    await runTimedRules();
    expect(await labelled()).toEqual([quiet.id, closing.id]);
  });

  test("is switched off when its condition became invalid", async () => {
    const id = await addRule("minutes_idle", 60);
    await runtime().sql`
      update automation_rules set conditions = '[{"attribute_key": "gone", "filter_operator": "equal_to", "values": ["a"]}]' where id = ${id}`;
    await runTimedRules();
    const [row] = await runtime().sql`select active, disabled_reason as reason from automation_rules where id = ${id}`;
    expect(row).toEqual({ active: false, reason: expect.stringContaining("gone") });
  });
});
