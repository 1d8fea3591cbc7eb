import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { events } from "#db/schema/platform.ts";
import { PASSWORD, type SeededAccount, seedTwoAccounts } from "#db/testing/seed.ts";
import { expectStatements, startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { deleteAgent } from "#server/domain/accounts/delete-agent.ts";
import { signIn } from "#server/domain/accounts/sign-in.ts";
import { updateAccount } from "#server/domain/accounts/update-account.ts";
import { updateAgent } from "#server/domain/accounts/update-agent.ts";
import { addInboxMembers } from "#server/domain/inboxes/members.ts";
import { updateInbox } from "#server/domain/inboxes/update-inbox.ts";
import { createTeam } from "#server/domain/teams/create-team.ts";
import { deleteTeam } from "#server/domain/teams/delete-team.ts";
import { addTeamMembers } from "#server/domain/teams/members.ts";
import { systemContext } from "#server/platform/context.ts";
import { transaction } from "#server/platform/database/transaction.ts";
import { deliverEvents } from "#server/platform/events/deliver-events.ts";
import type { Event } from "#server/platform/events/event-types.ts";
import { call } from "#server/platform/http/testing/call.ts";
import { runtime } from "#server/platform/runtime.ts";
import { GET } from "../../../app/api/v1/accounts/[account_id]/audit_logs/route.ts";
import { listAuditLogs } from "./list-audit-logs.ts";
import { noteChange } from "./note-change.ts";
import { writeAuditLog } from "./write-audit-log.ts";

let account: SeededAccount & { other: SeededAccount };

beforeAll(async () => {
  await startTestRuntime();
});
beforeEach(async () => {
  account = await seedTwoAccounts();
});
afterAll(stopTestRuntime);

/** Hands every event of the account to the audit log, as the dispatcher does. */
async function dispatch(accountId: number): Promise<void> {
  const rows = await runtime().db.select().from(events).where(eq(events.accountId, accountId)).orderBy(events.id);
  await transaction(systemContext(accountId), (tx) =>
    deliverEvents(rows as unknown as Event[], { subscribers: [writeAuditLog], loaders: {} }, tx),
  );
}

const rename = (person: SeededAccount["admin"], changes: Record<string, unknown>) =>
  transaction({ ...person.ctx, client: { address: "192.0.2.7", userAgent: null } }, async (tx) =>
    noteChange(tx, { record: "Team", id: 7, action: "update", changes }),
  );

const list = (page = "") =>
  call(GET, { params: { account_id: account.id }, token: account.admin.token, query: page && `?page=${page}` });

test("what was changed is listed with who, from where and which time it was", async () => {
  await rename(account.admin, { name: ["a", "b"] });
  await rename(account.admin, { name: ["b", "c"] });
  await rename(account.other.admin, { name: ["x", "y"] });
  await dispatch(account.id);
  const { status, body } = await list();
  expect([status, body.per_page, body.total_entries, body.current_page]).toEqual([200, 15, 2, 1]);
  expect(body.audit_logs[0]).toMatchObject({
    auditable_type: "Team",
    auditable_id: 7,
    associated_type: "Account",
    associated_id: account.id,
    action: "update",
    audited_changes: { name: ["b", "c"] },
    version: 2,
    user_id: account.admin.id,
    user_type: "User",
    username: account.admin.email,
    request_uuid: "test",
    remote_address: "192.0.2.7",
  });
});

test("a repeat of the events writes nothing twice", async () => {
  await rename(account.admin, { name: ["a", "b"] });
  await dispatch(account.id);
  await dispatch(account.id);
  expect((await list()).body.total_entries).toBe(1);
});

test("an update without a difference, and what is not audited, leave no trace", async () => {
  await rename(account.admin, {});
  await transaction(account.admin.ctx, async (tx) =>
    noteChange(tx, { record: "Label", id: 1, action: "create", changes: { title: "vip" } }),
  );
  await dispatch(account.id);
  expect((await list()).body).toEqual({ per_page: 15, total_entries: 0, current_page: 1, audit_logs: [] });
});

test("fifteen to a page, in two statements; a page past the end is empty", async () => {
  for (let index = 0; index < 16; index++) await rename(account.admin, { name: [index, index + 1] });
  await dispatch(account.id);
  const first = await expectStatements(2, () => listAuditLogs(account.admin.ctx, { page: 1 }));
  expect([first.audit_logs.length, first.total_entries]).toEqual([15, 16]);
  expect((await list("2")).body.audit_logs.length).toBe(1);
  expect((await list("3")).body.audit_logs).toEqual([]);
});

test("401 for agents, and for an account one is not in", async () => {
  const asAgent = await call(GET, { params: { account_id: account.id }, token: account.inside.token });
  const asStranger = await call(GET, { params: { account_id: account.other.id }, token: account.admin.token });
  expect([asAgent.status, asStranger.status]).toEqual([401, 401]);
});

test("the audited acts leave their lines: account, people, inboxes, members, teams, sign-ins", async () => {
  const { ctx } = account.admin;
  await updateAccount(ctx, { name: "Renamed" });
  await updateAgent(ctx, { id: account.outside.id, role: "administrator" });
  await updateInbox(ctx, { id: account.inbox.id, greeting_enabled: true });
  await addInboxMembers(ctx, { inbox_id: account.inbox.id, user_ids: [account.outside.id] });
  const team = await createTeam(ctx, { name: "sales" });
  await addTeamMembers(ctx, { team_id: team.id, user_ids: [account.outside.id] });
  await deleteTeam(ctx, { team_id: team.id });
  await signIn({ ...ctx, actor: { kind: "nobody" } }, { email: account.inside.email, password: PASSWORD });
  await deleteAgent(ctx, { id: account.outside.id });
  await dispatch(account.id);
  const { body } = await list();
  const lines = body.audit_logs.map((log) => [log.auditable_type, log.action, log.username]).reverse();
  const by = account.admin.email;
  expect(lines).toEqual([
    ["Account", "update", by],
    ["AccountUser", "update", by],
    ["Inbox", "update", by],
    ["InboxMember", "create", by],
    ["Team", "create", by],
    ["TeamMember", "create", by],
    ["Team", "destroy", by],
    ["User", "sign_in", account.inside.email],
    ["AccountUser", "destroy", by],
  ]);
  expect(body.audit_logs.find((log) => log.auditable_type === "Inbox")?.audited_changes).toEqual({
    greeting_enabled: [false, true],
  });
});
