import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { inboxes } from "#db/schema/inboxes.ts";
import { type SeededAccount, seedInbox, seedTwoAccounts } from "#db/testing/seed.ts";
import { startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { call } from "#server/platform/http/testing/call.ts";
import { runtime } from "#server/platform/runtime.ts";
import * as assignable from "../../../app/api/v1/accounts/[account_id]/assignable_agents/route.ts";
import * as ofInbox from "../../../app/api/v1/accounts/[account_id]/inboxes/[id]/assignable_agents/route.ts";
import * as avatar from "../../../app/api/v1/accounts/[account_id]/inboxes/[id]/avatar/route.ts";

let account: SeededAccount & { other: SeededAccount };

beforeAll(async () => {
  await startTestRuntime();
});
beforeEach(async () => {
  account = await seedTwoAccounts();
});
afterAll(stopTestRuntime);

const ask = (inboxIds: number[], token = account.admin.token) =>
  call(assignable.GET, {
    params: { account_id: account.id },
    token,
    query: `?${inboxIds.map((id) => `inbox_ids[]=${id}`).join("&")}`,
  });

test("assignable agents: members of all inboxes named, and administrators once each, by name", async () => {
  const second = await seedInbox(account.id, [account.inside.id, account.outside.id]);
  const names = async (ids: number[]) => (await ask(ids)).body.payload.map((agent) => agent.name);
  expect(await names([account.inbox.id])).toEqual(["Acme Admin", "Acme Inside"]);
  expect(await names([second.id])).toEqual(["Acme Admin", "Acme Inside", "Acme Outside"]);
  expect(await names([account.inbox.id, second.id, second.id])).toEqual(["Acme Admin", "Acme Inside"]);
});

test("assignable agents: 401 for an inbox out of sight, 404 for one of another account", async () => {
  const results = [
    await ask([account.inbox.id], account.outside.token),
    await ask([account.other.inbox.id]),
    await call(ofInbox.GET, {
      params: { account_id: account.id, id: account.other.inbox.id },
      token: account.admin.token,
    }),
  ];
  expect(results.map((result) => result.status)).toEqual([401, 404, 404]);
});

test("picture of an inbox: 200 empty when it is removed, also when there is none; 404 for another account's", async () => {
  const at = (id: number) => ({ params: { account_id: account.id, id }, token: account.admin.token });
  await runtime().storage.put("pictures/a.jpg", Buffer.from("x"), { contentType: "image/jpeg" });
  await runtime().db.update(inboxes).set({ avatarKey: "pictures/a.jpg" }).where(eq(inboxes.id, account.inbox.id));
  const removed = await call(avatar.DELETE, at(account.inbox.id));
  expect([removed.status, removed.text]).toEqual([200, ""]);
  const [row] = await runtime().db.select().from(inboxes).where(eq(inboxes.id, account.inbox.id));
  expect(row?.avatarKey).toBe(null);
  expect((await call(avatar.DELETE, at(account.inbox.id))).status).toBe(200);
  expect((await call(avatar.DELETE, at(account.other.inbox.id))).status).toBe(404);
});
