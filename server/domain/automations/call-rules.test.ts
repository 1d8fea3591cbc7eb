import { afterAll, beforeAll, expect, test } from "vitest";
import { seedAccount, seedConversation } from "#db/testing/seed.ts";
import { startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { systemContext } from "../../platform/context.ts";
import { transaction } from "../../platform/database/transaction.ts";
import type { LoadedEvent } from "../../platform/events/subscriber.ts";
import { runtime } from "../../platform/runtime.ts";
import { loadConversationResources } from "../realtime/load-resources.ts";
import { callRules } from "./call-rules.ts";
import { automationCause } from "./loop-guard.ts";

beforeAll(async () => {
  await startTestRuntime({ LOG_LEVEL: "silent" });
});
afterAll(stopTestRuntime);

test("calls only rules that wait, and none for what a rule did", async () => {
  const account = await seedAccount();
  const conversation = await seedConversation(account);
  const { sql } = runtime();
  await sql`
    insert into automation_rules (account_id, name, event_name, conditions, actions)
    values (${account.id}, 'x', 'conversation_resolved', '[]', '[]')`;
  const event = (id: number, changed: object, actor: Record<string, unknown>) =>
    ({
      id,
      accountId: account.id,
      type: "conversation.updated",
      data: { conversation_id: conversation.id, changed },
      actor,
      createdAt: new Date(),
    }) as LoadedEvent;
  const person = { kind: "user", userId: account.inside.id };
  const events = [
    event(1, { status: ["open", "resolved"] }, person),
    event(2, { status: ["resolved", "open"] }, person),
    event(3, { labels: [[], ["a"]] }, person),
    event(4, { status: ["open", "resolved"] }, { kind: "system", cause: automationCause(7) }),
    event(5, { status: ["open", "resolved"] }, { kind: "system", cause: "auto_resolve" }),
  ];
  const ctx = systemContext(account.id);
  const resources = await loadConversationResources(ctx, events);
  await transaction(ctx, (tx) =>
    callRules.consume(
      events.map((one) => ({ ...one, resource: resources.get(one.id) ?? null })),
      tx,
    ),
  );
  const jobs = await sql<{ id: number }[]>`
    select (payload ->> 'event_id')::int as id from graphile_worker._private_jobs
    where payload ->> 'account_id' = ${String(account.id)} and payload ->> 'event_names' is not null order by 1`;
  expect(jobs.map(({ id }) => id)).toEqual([1, 5]);
});
