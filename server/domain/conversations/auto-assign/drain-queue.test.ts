import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type SeededAccount, type SeededPerson, seedAccount, seedConversation, seedPerson } from "#db/testing/seed.ts";
import { takeJobs } from "#db/testing/take-jobs.ts";
import { startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { dispatchEvents } from "#server/platform/events/dispatch-events.ts";
import { call } from "#server/platform/http/testing/call.ts";
import { runtime } from "#server/platform/runtime.ts";
import * as agent from "../../../../app/api/v1/accounts/[account_id]/agents/[id]/route.ts";
import * as assignments from "../../../../app/api/v1/accounts/[account_id]/conversations/[conversation_id]/assignments/route.ts";
import * as toggle from "../../../../app/api/v1/accounts/[account_id]/conversations/[conversation_id]/toggle_status/route.ts";
import * as members from "../../../../app/api/v1/accounts/[account_id]/inbox_members/route.ts";
import * as inbox from "../../../../app/api/v1/accounts/[account_id]/inboxes/[id]/route.ts";
import * as availability from "../../../../app/api/v1/profile/availability/route.ts";
import { noteSeen } from "../../accounts/note-seen.ts";
import { registry } from "../../registry.ts";
import { assignWaitingJob } from "../jobs.ts";

let account: SeededAccount;
let ana: SeededPerson;
let queue: { id: number; displayId: number }[];

beforeAll(async () => {
  await startTestRuntime({ LOG_LEVEL: "silent" });
});
afterAll(stopTestRuntime);

/** Three wait, who waits longest last in the list; an agent has room for two and is not there. */
beforeEach(async () => {
  await work();
  account = await seedAccount();
  ana = await seedPerson(account.id, "agent", "Ana");
  const { sql } = runtime();
  await sql`delete from inbox_members where account_id = ${account.id}`;
  await sql`insert into inbox_members (account_id, inbox_id, user_id) values (${account.id}, ${account.inbox.id}, ${ana.id})`;
  await sql`update inboxes set auto_assignment_config = '{"max_assignment_limit": 2}' where id = ${account.inbox.id}`;
  await sql`update account_users set availability = 'busy' where account_id = ${account.id}`;
  queue = [await waiting(1), await waiting(2), await waiting(3)];
});

const waiting = (minutes: number) =>
  seedConversation(account, { waitingSince: new Date(Date.now() - minutes * 60_000) });

async function work(): Promise<void> {
  await dispatchEvents(registry);
  for (const payload of await takeJobs("assign_waiting")) {
    await assignWaitingJob.run(assignWaitingJob.payload.parse(payload));
  }
  await dispatchEvents(registry);
}

async function holders(): Promise<(number | null)[]> {
  const rows = await runtime().sql<{ id: number; assigneeId: number | null }[]>`
    select id, assignee_id as "assigneeId" from conversations where account_id = ${account.id}`;
  return queue.map(({ id }) => rows.find((row) => row.id === id)?.assigneeId ?? null);
}

const become = (state: "online" | "busy") =>
  call(availability.POST, {
    token: ana.token,
    body: { profile: { account_id: account.id, availability: state } },
  });

const at = (displayId: number, token = ana.token) => ({
  params: { account_id: account.id, conversation_id: displayId },
  token,
});

const give = (displayId: number, body: Record<string, unknown>, token = ana.token) =>
  call(assignments.POST, { ...at(displayId, token), body });

describe("the queue is drained oldest first, never above the limit", () => {
  test("when an agent goes online", async () => {
    expect((await become("online")).status).toBe(200);
    await work();
    expect(await holders()).toEqual([null, ana.id, ana.id]);
  });

  test("when an agent opens a screen after being away", async () => {
    await runtime().sql`
      update account_users set availability = 'online', auto_offline = true, seen_at = now() - interval '1 hour'
      where account_id = ${account.id} and user_id = ${ana.id}`;
    await noteSeen(account.id, ana.id);
    await work();
    expect(await holders()).toEqual([null, ana.id, ana.id]);
  });

  test("when an agent is freed: by resolving, and by handing over", async () => {
    await become("online");
    await work();
    const fourth = await waiting(0);
    queue.push(fourth);
    const [, second, third] = queue;
    await call(toggle.POST, { ...at(third?.displayId ?? 0), body: { status: "resolved" } });
    await work();
    expect(await holders()).toEqual([ana.id, ana.id, ana.id, null]);
    await give(second?.displayId ?? 0, { assignee_id: account.admin.id });
    await work();
    expect(await holders()).toEqual([ana.id, account.admin.id, ana.id, ana.id]);
  });

  test("when an agent becomes a member of the inbox", async () => {
    const bo = await seedPerson(account.id, "agent", "Bo");
    const body = { inbox_id: account.inbox.id, user_ids: [bo.id] };
    expect((await call(members.POST, { ...at(0, account.admin.token), body })).status).toBe(200);
    await work();
    expect(await holders()).toEqual([null, bo.id, bo.id]);
  });

  test("when the limit is raised", async () => {
    await become("online");
    await work();
    const patch = { auto_assignment_config: { max_assignment_limit: 3 } };
    const params = { account_id: account.id, id: account.inbox.id };
    expect((await call(inbox.PATCH, { params, token: account.admin.token, body: patch })).status).toBe(200);
    await work();
    expect(await holders()).toEqual([ana.id, ana.id, ana.id]);
  });

  test("when an agent leaves the account, to those who stay", async () => {
    await become("online");
    await work();
    const bo = await seedPerson(account.id, "agent", "Bo");
    await runtime().sql`
      insert into inbox_members (account_id, inbox_id, user_id) values (${account.id}, ${account.inbox.id}, ${bo.id})`;
    const params = { account_id: account.id, id: ana.id };
    expect((await call(agent.DELETE, { params, token: account.admin.token })).status).toBe(200);
    await work();
    await work();
    expect((await holders()).filter((id) => id === bo.id)).toHaveLength(2);
    expect(await holders()).not.toContain(ana.id);
  });
});

describe("what a person left to nobody", () => {
  beforeEach(async () => {
    queue = queue.slice(2);
    await runtime().sql`update inboxes set auto_assignment_config = '{}' where id = ${account.inbox.id}`;
    await become("online");
    await runtime().sql`update conversations set assignee_id = ${ana.id} where id = ${queue[0]?.id ?? 0}`;
    expect(await give(queue[0]?.displayId ?? 0, { assignee_id: null })).toMatchObject({ status: 200, body: null });
    await work();
  });

  test("is not handed out again, whoever comes online and whatever else opens", async () => {
    expect(await holders()).toEqual([null]);
    await become("busy");
    await become("online");
    await waiting(0);
    await work();
    expect(await holders()).toEqual([null]);
  });

  test("is handed out once it opens again", async () => {
    const { displayId } = queue[0] ?? { displayId: 0 };
    await call(toggle.POST, { ...at(displayId, account.admin.token), body: { status: "resolved" } });
    await call(toggle.POST, { ...at(displayId, account.admin.token), body: { status: "open" } });
    await work();
    expect(await holders()).toEqual([ana.id]);
  });

  test("is handed out once it gets a team that wants it", async () => {
    const [team] = await runtime().sql<{ id: number }[]>`
      insert into teams (account_id, name, allow_auto_assign) values (${account.id}, 'billing', true) returning id`;
    await runtime().sql`
      insert into team_members (account_id, team_id, user_id) values (${account.id}, ${team?.id ?? 0}, ${ana.id})`;
    await give(queue[0]?.displayId ?? 0, { team_id: team?.id }, account.admin.token);
    await work();
    expect(await holders()).toEqual([ana.id]);
  });
});

test("what a bot steps back from is handed out", async () => {
  const [conversation] = queue.slice(2);
  await become("online");
  await work();
  await give(conversation?.displayId ?? 0, { assignee_id: null }, account.bot.token);
  await work();
  expect((await holders())[2]).toBe(ana.id);
});
