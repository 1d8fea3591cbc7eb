import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type SeededAccount, type SeededPerson, seedAccount, seedConversation, seedPerson } from "#db/testing/seed.ts";
import { startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { runtime } from "../../../platform/runtime.ts";
import { assignWaiting } from "./assign-waiting.ts";

let account: SeededAccount;
let inboxId: number;
let ana: SeededPerson;
let bo: SeededPerson;

beforeAll(async () => {
  await startTestRuntime();
});
afterAll(stopTestRuntime);
beforeEach(async () => {
  account = await seedAccount();
  inboxId = account.inbox.id;
  [ana, bo] = [await seedPerson(account.id, "agent", "Ana"), await seedPerson(account.id, "agent", "Bo")];
  const { sql } = runtime();
  await sql`delete from inbox_members where account_id = ${account.id}`;
  for (const { id } of [ana, bo])
    await sql`insert into inbox_members (account_id, inbox_id, user_id) values (${account.id}, ${inboxId}, ${id})`;
  await present(ana, bo);
});

async function present(...people: SeededPerson[]): Promise<void> {
  for (const { id } of people)
    await runtime()
      .sql`update account_users set seen_at = now(), auto_offline = true where account_id = ${account.id} and user_id = ${id}`;
}

/** Waiting for so many minutes, given to nobody. */
async function waiting(minutes: number, more: Record<string, unknown> = {}): Promise<number> {
  const { id } = await seedConversation(account, {
    inboxId,
    assigneeId: null,
    waitingSince: new Date(Date.now() - minutes * 60_000),
    ...more,
  });
  return id;
}

async function assignees(ids: number[]): Promise<(number | null)[]> {
  const rows = await runtime().sql<{ id: number; assigneeId: number | null }[]>`
    select id, assignee_id as "assigneeId" from conversations where account_id = ${account.id} and id = any(${ids}::bigint[])`;
  return ids.map((id) => rows.find((row) => row.id === id)?.assigneeId ?? null);
}

const run = () => assignWaiting({ accountId: account.id, inboxId });

describe("assign waiting conversations", () => {
  test("in turn, who waits longest first", async () => {
    const ids = [await waiting(1), await waiting(3), await waiting(2)];
    await run();
    expect(await assignees(ids)).toEqual([ana.id, ana.id, bo.id]);
    const next = await waiting(1);
    await run();
    expect(await assignees([next])).toEqual([bo.id]);
  });

  test("also what a bot answered and handed over: no person did yet", async () => {
    const byBot = await waiting(1, { waitingSince: null, lastIncomingAt: new Date(Date.now() - 3 * 60_000) });
    const [first, last] = [await waiting(5), await waiting(2)];
    await run();
    expect(await assignees([first, byBot, last])).toEqual([ana.id, bo.id, ana.id]);
  });

  test("only to people who are online and have a screen open, unless they stay online without", async () => {
    const { sql } = runtime();
    await sql`update account_users set availability = 'busy' where account_id = ${account.id} and user_id = ${ana.id}`;
    await sql`update account_users set seen_at = now() - interval '2 minutes' where account_id = ${account.id} and user_id = ${bo.id}`;
    const id = await waiting(1);
    await run();
    expect(await assignees([id])).toEqual([null]);
    await sql`update account_users set auto_offline = false where account_id = ${account.id} and user_id = ${bo.id}`;
    await assignWaiting({ accountId: account.id, userId: bo.id });
    expect(await assignees([id])).toEqual([bo.id]);
  });

  test("never above the inbox's limit", async () => {
    await runtime().sql`
      update inboxes set auto_assignment_config = '{"max_assignment_limit": 1}' where account_id = ${account.id} and id = ${inboxId}`;
    const ids = [await waiting(3), await waiting(2), await waiting(1)];
    await run();
    expect(await assignees(ids)).toEqual([ana.id, bo.id, null]);
  });

  test("within the team, and not at all when the team does not want it", async () => {
    const { sql } = runtime();
    const team = async (name: string, allow: boolean) => {
      const [row] = await sql<{ id: number }[]>`
        insert into teams (account_id, name, allow_auto_assign) values (${account.id}, ${name}, ${allow}) returning id`;
      const id = row?.id ?? 0;
      await sql`insert into team_members (account_id, team_id, user_id) values (${account.id}, ${id}, ${bo.id})`;
      return id;
    };
    const ids = [
      await waiting(3, { teamId: await team("a", true) }),
      await waiting(2, { teamId: await team("b", false) }),
    ];
    await run();
    expect(await assignees(ids)).toEqual([bo.id, null]);
  });

  test("leaves alone what is pending, has a bot, waits for nobody, or belongs to an inbox that does not assign", async () => {
    const ids = [
      await waiting(1, { status: "pending" }),
      await waiting(1, { assigneeAgentBotId: account.bot.id }),
      await waiting(1, { waitingSince: null, firstReplyCreatedAt: new Date() }),
    ];
    await run();
    expect(await assignees(ids)).toEqual([null, null, null]);
    const id = await waiting(1);
    await runtime().sql`update inboxes set enable_auto_assignment = false where account_id = ${account.id}`;
    await run();
    expect(await assignees([id])).toEqual([null]);
  });

  test("a conversation that opens again leaves somebody who is no member any more", async () => {
    const id = await waiting(1, { assigneeId: account.inside.id });
    await assignWaiting({ accountId: account.id, inboxId, conversationId: id });
    expect(await assignees([id])).toEqual([ana.id]);
  });

  test("two runs at once give each conversation once and take turns", async () => {
    const ids = await Promise.all(Array.from({ length: 10 }, (_, minute) => waiting(minute)));
    await Promise.all([run(), run(), run()]);
    const given = await assignees(ids);
    expect(given.filter((id) => id === ana.id)).toHaveLength(5);
    expect(given.filter((id) => id === bo.id)).toHaveLength(5);
    const events = await runtime()
      .sql`select 1 from events where account_id = ${account.id} and type = 'assignee.changed'`;
    expect(events).toHaveLength(10);
  });
});
