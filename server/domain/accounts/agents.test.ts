import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { accountUsers, users } from "#db/schema/accounts.ts";
import { inboxMembers } from "#db/schema/inboxes.ts";
import { events } from "#db/schema/platform.ts";
import { type SeededAccount, seedPerson, seedTwoAccounts } from "#db/testing/seed.ts";
import { takeJobs } from "#db/testing/take-jobs.ts";
import { expectStatements, startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { call } from "#server/platform/http/testing/call.ts";
import { runtime } from "#server/platform/runtime.ts";
import { DELETE as remove, PATCH as update } from "../../../app/api/v1/accounts/[account_id]/agents/[id]/route.ts";
import { POST as bulkCreate } from "../../../app/api/v1/accounts/[account_id]/agents/bulk_create/route.ts";
import { POST as create, GET as list } from "../../../app/api/v1/accounts/[account_id]/agents/route.ts";
import { GET as profile } from "../../../app/api/v1/profile/route.ts";

let account: SeededAccount & { other: SeededAccount };
beforeAll(async () => {
  await startTestRuntime();
  account = await seedTwoAccounts();
});
afterAll(stopTestRuntime);

const asAdmin = (more: { id?: number; body?: unknown } = {}) => ({
  params: { account_id: account.id, id: more.id ?? 0 },
  token: account.admin.token,
  body: more.body,
});

test("everybody of the account is listed by name, in one statement behind the door", async () => {
  await call(list, asAdmin());
  const result = await expectStatements(2, () => call(list, asAdmin()));
  expect(result.body.map((agent) => agent.name)).toEqual(["Acme Admin", "Acme Inside", "Acme Outside"]);
  expect(result.body[0]).toMatchObject({
    account_id: account.id,
    role: "administrator",
    confirmed: true,
    thumbnail: "",
  });
});

test("a new person is invited; one who is known to the installation is added", async () => {
  const created = await call(create, asAdmin({ body: { email: "new@example.com", name: "New", role: "agent" } }));
  expect(created).toMatchObject({
    status: 200,
    body: { availability_status: "offline", auto_offline: true, confirmed: false },
  });
  const { email, id } = account.other.inside;
  const added = await call(create, asAdmin({ body: { agent: { email, name: "ignored", role: "administrator" } } }));
  expect(added.body).toMatchObject({ id, role: "administrator", name: account.other.inside.name });
  expect(await takeJobs("send_mail")).toMatchObject([
    { mail: "invitation", userId: created.body.id, accountId: account.id, inviterId: account.admin.id },
    { mail: "invitation", userId: id },
  ]);
  const again = await call(create, asAdmin({ body: { email, name: "x", role: "agent" } }));
  expect(again).toMatchObject({ status: 422, body: { message: "User has already been taken" } });
});

test("a member who was just added may come in at once", async () => {
  const { token } = account.other.outside;
  const asThem = { params: { account_id: account.id }, token };
  expect((await call(list, asThem)).status).toBe(401);
  await call(create, asAdmin({ body: { email: account.other.outside.email, name: "x", role: "agent" } }));
  expect((await call(list, asThem)).status).toBe(200);
});

test.each([
  [{ name: "x", role: "agent" }, ["email"]],
  [{ email: "nonsense", name: "x", role: "agent" }, ["email"]],
  [{ email: "a@example.com", name: "", role: "owner" }, ["name", "role"]],
])("wrong input is refused by name: %j", async (body, attributes) => {
  expect(await call(create, asAdmin({ body }))).toMatchObject({ status: 422, body: { attributes } });
});

test("agents list people but change nothing", async () => {
  const asAgent = {
    ...asAdmin({ id: account.outside.id, body: { role: "administrator" } }),
    token: account.inside.token,
  };
  expect((await call(list, { ...asAgent, body: undefined })).status).toBe(200);
  const refusal = { status: 401, body: { error: "You are not authorized to do this action" } };
  expect(await call(update, asAgent)).toMatchObject(refusal);
  expect(await call(remove, asAgent)).toMatchObject(refusal);
});

test("role, name and availability change, at once for the next request of the person", async () => {
  const { id, token } = account.outside;
  const body = { role: "administrator", name: "Caio", availability_status: "available", auto_offline: "false" };
  const result = await call(update, asAdmin({ id, body }));
  expect(result.body).toMatchObject({
    id,
    role: "administrator",
    name: "Caio",
    availability_status: "online",
    auto_offline: false,
  });
  const bulk = { params: { account_id: account.id }, token, body: { emails: ["by-caio@example.com"] } };
  expect(await call(bulkCreate, bulk)).toMatchObject({ status: 200, text: "" });
  await call(update, asAdmin({ id, body: { role: "agent" } }));
  expect((await call(bulkCreate, bulk)).status).toBe(401);
});

test("somebody of another account is not here", async () => {
  const id = account.other.admin.id;
  expect((await call(update, asAdmin({ id, body: { role: "agent" } }))).status).toBe(404);
  expect((await call(remove, asAdmin({ id }))).status).toBe(404);
});

test("removing takes inboxes with it, tells the other nouns, and deletes who is in no other account", async () => {
  const { id, token } = account.inside;
  expect(await call(remove, asAdmin({ id }))).toMatchObject({ status: 200, text: "" });
  const { db } = runtime();
  expect(await db.$count(inboxMembers, eq(inboxMembers.userId, id))).toBe(0);
  expect(await db.$count(users, eq(users.id, id))).toBe(0);
  expect((await call(profile, { token })).status).toBe(401);
  const rows = await db
    .select()
    .from(events)
    .where(and(eq(events.accountId, account.id), eq(events.type, "agent.removed")));
  expect(rows.map((row) => row.data)).toEqual([{ user_id: id }]);
});

test("who is in another account too stays there", async () => {
  const { id, token } = account.other.inside;
  await call(remove, asAdmin({ id }));
  expect((await call(profile, { token })).body.accounts.map((item) => item.id)).toEqual([account.other.id]);
  expect((await call(list, { params: { account_id: account.id }, token })).status).toBe(401);
});

test("the last administrator stays; of two who go at once one stays", async () => {
  const { other } = account;
  const asOther = (id: number) => ({
    params: { account_id: other.id, id },
    token: other.admin.token,
    body: { role: "agent" },
  });
  expect(await call(update, asOther(other.admin.id))).toMatchObject({
    status: 422,
    body: { error: expect.stringContaining("administrator") },
  });
  expect((await call(remove, asOther(other.admin.id))).status).toBe(422);
  const second = await seedPerson(other.id, "administrator", "Second");
  const statuses = await Promise.all([call(remove, asOther(second.id)), call(remove, asOther(other.admin.id))]);
  expect(statuses.map((result) => result.status).sort()).toEqual([200, 422]);
  expect(
    await runtime().db.$count(
      accountUsers,
      and(eq(accountUsers.accountId, other.id), eq(accountUsers.role, "administrator")),
    ),
  ).toBe(1);
});

test("many are invited at once; who is here already is left alone", async () => {
  const emails = ["one@example.com", "two@example.com", account.admin.email];
  expect(await call(bulkCreate, asAdmin({ body: { emails } }))).toMatchObject({ status: 200, text: "" });
  const names = (await call(list, asAdmin())).body.map((agent) => agent.email);
  expect(names).toEqual(expect.arrayContaining(["one@example.com", "two@example.com"]));
  expect((await call(bulkCreate, asAdmin({ body: { emails: ["x"] } }))).status).toBe(422);
});
