import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type SeededAccount, seedTwoAccounts } from "#db/testing/seed.ts";
import { startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { type RunningSimulator, startSimulator } from "#server/channels/simulator/server/start-simulator.ts";
import { systemContext } from "#server/platform/context.ts";
import { call } from "#server/platform/http/testing/call.ts";
import { runtime } from "#server/platform/runtime.ts";
import * as one from "../../../app/api/v1/accounts/[account_id]/inboxes/[id]/route.ts";
import * as sync from "../../../app/api/v1/accounts/[account_id]/inboxes/[id]/sync_templates/route.ts";
import { createInbox } from "./create-inbox.ts";
import { storeTemplates } from "./sync-templates.ts";

let account: SeededAccount & { other: SeededAccount };
let simulator: RunningSimulator;
let inboxId: number;

beforeAll(async () => {
  await startTestRuntime();
});
beforeEach(async () => {
  await runtime().sql`delete from inboxes`;
  account = await seedTwoAccounts();
  simulator = await startSimulator();
  const channel = { key: "simulator", settings: { base_url: simulator.url, token: simulator.token } };
  inboxId = (await createInbox(systemContext(account.id), { name: "Line", channel, member_ids: [account.inside.id] }))
    .id;
  return () => simulator.close();
});
afterAll(stopTestRuntime);

const at = (token = account.admin.token, id = inboxId) => ({ params: { account_id: account.id, id }, token });
const shown = async () => (await call(one.GET, at())).body;

test("sync: 200 at once, and a job puts the provider's templates into the inbox as WhatsApp writes them", async () => {
  const answer = await call(sync.POST, at());
  expect([answer.status, answer.body]).toEqual([200, { message: "Template sync initiated successfully" }]);
  const jobs = await runtime().sql`
    select payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
    where t.identifier = 'sync_templates' and payload ->> 'inbox_id' = ${String(inboxId)}`;
  expect(jobs).toHaveLength(1);

  const before = await shown();
  expect(before.message_templates).toEqual([]);
  await storeTemplates({ accountId: account.id, inboxId });
  const after = await shown();
  expect(after.message_templates).toHaveLength(simulator.state.templates.length);
  const [template] = simulator.state.templates;
  expect(after.message_templates).toContainEqual({
    name: template?.name,
    language: template?.language,
    category: template?.category.toUpperCase(),
    status: template?.status.toUpperCase(),
    components: expect.arrayContaining([{ type: "BODY", text: template?.body }]),
  });
  expect(after.revision).toBe(before.revision + 1);

  await storeTemplates({ accountId: account.id, inboxId });
  expect((await shown()).revision).toBe(after.revision);
});

test("sync: 422 where there is no provider, 401 for agents, 404 for inboxes of others", async () => {
  const without = await call(sync.POST, at(account.admin.token, account.inbox.id));
  expect([without.status, without.body]).toEqual([
    422,
    { error: "Template sync is only available for WhatsApp channels" },
  ]);
  expect((await call(sync.POST, at(account.inside.token))).status).toBe(401);
  expect((await call(sync.POST, at(account.admin.token, account.other.inbox.id))).status).toBe(404);
});

test("an unreachable provider keeps the templates that are known, and the job is tried again", async () => {
  await storeTemplates({ accountId: account.id, inboxId });
  simulator.state.switches.offline = true;
  await expect(storeTemplates({ accountId: account.id, inboxId })).rejects.toThrow();
  expect((await shown()).message_templates).toHaveLength(simulator.state.templates.length);
});
