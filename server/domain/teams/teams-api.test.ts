import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { conversations } from "#db/schema/conversations.ts";
import { events } from "#db/schema/platform.ts";
import { type SeededAccount, seedConversation, seedTwoAccounts } from "#db/testing/seed.ts";
import { seedTeam } from "#db/testing/seed-settings.ts";
import { expectStatements, startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { assignConversation } from "#server/domain/conversations/assign-conversation.ts";
import { clearAssignee } from "#server/domain/conversations/clear-deleted-assignees.ts";
import { getConversation } from "#server/domain/conversations/queries/get-conversation.ts";
import { call } from "#server/platform/http/testing/call.ts";
import { runtime } from "#server/platform/runtime.ts";
import * as one from "../../../app/api/v1/accounts/[account_id]/teams/[team_id]/route.ts";
import * as members from "../../../app/api/v1/accounts/[account_id]/teams/[team_id]/team_members/route.ts";
import * as all from "../../../app/api/v1/accounts/[account_id]/teams/route.ts";
import { listTeams } from "./list-teams.ts";

let account: SeededAccount & { other: SeededAccount };

beforeAll(async () => {
  await startTestRuntime();
});
beforeEach(async () => {
  account = await seedTwoAccounts();
});
afterAll(stopTestRuntime);

const here = () => ({ params: { account_id: account.id }, token: account.admin.token });
const at = (team_id: number) => ({ params: { account_id: account.id, team_id }, token: account.admin.token });

test("create: 200 with the name in lower case, open to auto-assignment unless said", async () => {
  const result = await call(all.POST, { ...here(), body: { team: { name: " Sales " } } });
  expect([result.status, result.body]).toEqual([
    200,
    {
      id: expect.any(Number),
      name: "sales",
      description: null,
      allow_auto_assign: true,
      account_id: account.id,
      is_member: false,
    },
  ]);
  const closed = await call(all.POST, { ...here(), body: { name: "vip", allow_auto_assign: "false" } });
  expect(closed.body.allow_auto_assign).toBe(false);
});

test("create and update: 422 for a blank name and for one that is taken", async () => {
  const sales = await seedTeam(account.id, { name: "sales" });
  await seedTeam(account.id, { name: "service" });
  const blank = await call(all.POST, { ...here(), body: { name: " " } });
  expect([blank.status, blank.body]).toEqual([422, { message: "Name must not be blank", attributes: ["name"] }]);
  const taken = { message: "Name has already been taken", attributes: ["name"] };
  expect((await call(all.POST, { ...here(), body: { name: "SALES" } })).body).toEqual(taken);
  const renamed = await call(one.PATCH, { ...at(sales.id), body: { name: "Service" } });
  expect([renamed.status, renamed.body]).toEqual([422, taken]);
});

test("list: those of the account by name and whether the caller is in them, in one statement", async () => {
  await seedTeam(account.id, { name: "sales" }, [account.inside.id]);
  await seedTeam(account.id, { name: "billing" });
  await seedTeam(account.other.id, { name: "hidden" });
  const teams = await expectStatements(1, () => listTeams(account.inside.ctx));
  expect(teams.map((team) => [team.name, team.is_member])).toEqual([
    ["billing", false],
    ["sales", true],
  ]);
});

test("404 for a team of another account, whatever is asked", async () => {
  const { id } = await seedTeam(account.other.id, { name: "sales" });
  const body = { user_ids: [account.inside.id] };
  const results = [
    await call(one.GET, at(id)),
    await call(one.PATCH, { ...at(id), body: { name: "mine" } }),
    await call(one.DELETE, at(id)),
    await call(members.GET, at(id)),
    await call(members.POST, { ...at(id), body }),
    await call(members.PATCH, { ...at(id), body }),
    await call(members.DELETE, { ...at(id), body }),
  ];
  expect(results.map((result) => result.status)).toEqual([404, 404, 404, 404, 404, 404, 404]);
});

test("members: adding answers the new ones, setting makes it exact, removing answers nothing", async () => {
  const { id } = await seedTeam(account.id, { name: "sales" }, [account.inside.id]);
  const added = await call(members.POST, { ...at(id), body: { user_ids: [account.inside.id, account.outside.id] } });
  expect(added.body.map((agent) => agent.id)).toEqual([account.outside.id]);
  const set = await call(members.PATCH, { ...at(id), body: { user_ids: [account.admin.id, account.outside.id] } });
  expect(set.body.map((agent) => agent.name)).toEqual(["Acme Admin", "Acme Outside"]);
  const removed = await call(members.DELETE, { ...at(id), body: { user_ids: [account.admin.id, account.inside.id] } });
  expect([removed.status, removed.text]).toEqual([200, ""]);
  const left = await call(members.GET, { ...at(id), token: account.inside.token });
  expect(left.body.map((agent) => agent.id)).toEqual([account.outside.id]);
  const changes = (await eventsOf("team_members.changed")).map((event) => event.data.user_ids);
  expect(changes).toEqual([[account.outside.id], [account.admin.id], [account.inside.id], [account.admin.id]]);
});

test("members: 401 with the contract's words for somebody of another account, 422 without people", async () => {
  const { id } = await seedTeam(account.id, { name: "sales" });
  const strange = await call(members.POST, { ...at(id), body: { user_ids: [account.other.inside.id] } });
  expect([strange.status, strange.body]).toEqual([401, { error: "Invalid User IDs" }]);
  expect((await call(members.POST, { ...at(id), body: {} })).status).toBe(422);
});

test("delete: the team is gone at once, and its conversations lose it", async () => {
  const { id } = await seedTeam(account.id, { name: "sales" }, [account.inside.id]);
  const conversation = await seedConversation(account, { teamId: id });
  const result = await call(one.DELETE, at(id));
  expect([result.status, result.text]).toEqual([200, ""]);
  expect((await getConversation(account.admin.ctx, { conversation_id: conversation.displayId })).meta.team).toBe(
    undefined,
  );
  await clearAssignee({ account_id: account.id, column: "team_id", id });
  const [row] = await runtime().db.select().from(conversations).where(eq(conversations.id, conversation.id));
  expect([row?.teamId, row?.revision]).toEqual([null, 2]);
  expect((await eventsOf("conversation.updated")).map((event) => event.data.changed)).toEqual([
    { team_id: [id, null] },
  ]);
});

test("a conversation that goes to a team loses an assignee who is not in it, and keeps one who is", async () => {
  const { id } = await seedTeam(account.id, { name: "sales" }, [account.inside.id]);
  for (const [assigneeId, expected] of [
    [account.outside.id, null],
    [account.inside.id, account.inside.id],
  ] as const) {
    const conversation = await seedConversation(account, { assigneeId });
    await assignConversation(account.admin.ctx, { conversation_id: conversation.displayId, team_id: id });
    const [row] = await runtime().db.select().from(conversations).where(eq(conversations.id, conversation.id));
    expect([row?.teamId, row?.assigneeId]).toEqual([id, expected]);
  }
});

async function eventsOf(type: string) {
  const rows = await runtime().db.select().from(events).where(eq(events.accountId, account.id)).orderBy(events.id);
  return rows.filter((event) => event.type === type);
}
