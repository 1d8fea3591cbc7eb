import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type SeededAccount, type SeededConversation, seedConversation, seedTwoAccounts } from "#db/testing/seed.ts";
import { startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { call } from "#server/platform/http/testing/call.ts";
import { runtime } from "#server/platform/runtime.ts";
import * as execute from "../../../app/api/v1/accounts/[account_id]/macros/[id]/execute/route.ts";
import * as one from "../../../app/api/v1/accounts/[account_id]/macros/[id]/route.ts";
import * as all from "../../../app/api/v1/accounts/[account_id]/macros/route.ts";
import { signFileLink } from "../../platform/storage/file-link.ts";
import { runMacro } from "./run-macro.ts";

let account: SeededAccount & { other: SeededAccount };
let conversation: SeededConversation;

beforeAll(async () => {
  await startTestRuntime({ LOG_LEVEL: "silent" });
});
afterAll(stopTestRuntime);
beforeEach(async () => {
  account = await seedTwoAccounts();
  conversation = await seedConversation(account);
});

const here = (token = account.inside.token) => ({ params: { account_id: account.id }, token });
const at = (id: number, token = account.inside.token) => ({ params: { account_id: account.id, id }, token });
const steps = [
  { action_name: "assign_agent", action_params: ["self"] },
  { action_name: "add_label", action_params: ["vip"] },
  { action_name: "send_message", action_params: ["On it"] },
  { action_name: "resolve_conversation", action_params: [] },
];

async function add(token: string, more: Record<string, unknown> = {}): Promise<number> {
  const created = await call(all.POST, { ...here(token), body: { name: "Close", actions: steps, ...more } });
  expect(created.status).toBe(200);
  return created.body.payload.id;
}

describe("macros over REST", () => {
  test("200: what an agent makes is personal whatever they ask for, an administrator's is everybody's", async () => {
    const own = await add(account.inside.token, { visibility: "global" });
    const shared = await add(account.admin.token, { visibility: "global" });
    const visible = async (token: string) => (await call(all.GET, here(token))).body.payload.map(({ id }) => id);
    expect(await visible(account.inside.token)).toEqual([own, shared]);
    expect(await visible(account.outside.token)).toEqual([shared]);
    const { body } = await call(one.GET, at(own));
    expect(body.payload).toMatchObject({
      visibility: "personal",
      created_by: { id: account.inside.id },
      actions: [{ action_name: "assign_agent", action_params: ["self"] }, {}, {}, { action_params: [] }],
    });
  });

  test("404 for somebody else's, 401 for changing what is everybody's, 422 for steps that do not exist", async () => {
    const own = await add(account.inside.token);
    const shared = await add(account.admin.token, { visibility: "global" });
    expect(await call(one.GET, at(own, account.admin.token))).toMatchObject({ status: 404, text: "" });
    expect((await call(one.PATCH, { ...at(shared), body: { name: "x" } })).status).toBe(401);
    expect((await call(one.DELETE, at(shared))).status).toBe(401);
    expect((await call(one.PATCH, { ...at(own), body: { name: "Better" } })).body.payload.name).toBe("Better");
    expect(await call(all.POST, { ...here(), body: { name: "x", actions: [{ action_name: "fly" }] } })).toMatchObject({
      status: 422,
      body: { error: { actions: ["Automation actions fly not supported."] } },
    });
    expect((await call(all.POST, { ...here(), body: { actions: [] } })).body).toMatchObject({ attributes: ["name"] });
    const stranger = { params: { account_id: account.other.id, id: shared }, token: account.other.admin.token };
    expect((await call(one.GET, stranger)).status).toBe(404);
    expect((await call(one.DELETE, at(own))).status).toBe(200);
  });

  test("422 for a step that sends a file we did not give to the account", async () => {
    const sending = (...ids: unknown[]) => [{ action_name: "send_attachment", action_params: ids }];
    const ours = signFileLink(`accounts/${account.id}/attachments/a`, { fileName: "a.txt" });
    const foreign = signFileLink(`accounts/${account.other.id}/attachments/a`, { fileName: "a.txt" });
    for (const ids of [["bad"], [foreign], [ours, 7], [`${ours}x`]]) {
      const answer = await call(all.POST, { ...here(), body: { name: "x", actions: sending(...ids) } });
      expect([answer.status, answer.body]).toEqual([422, { error: "Invalid attachment" }]);
    }
    const id = await add(account.inside.token, { actions: sending(ours) });
    const changed = await call(one.PATCH, { ...at(id), body: { actions: sending("bad") } });
    expect([changed.status, changed.body]).toEqual([422, { error: "Invalid attachment" }]);
  });

  test("execute: a job for each conversation, once each", async () => {
    const id = await add(account.inside.token);
    const body = { conversation_ids: [conversation.displayId, conversation.displayId] };
    expect((await call(execute.POST, { ...at(id), body })).status).toBe(200);
    const jobs = await runtime().sql`
      select 1 from graphile_worker.jobs where task_identifier = 'run_macro'`;
    expect(jobs).toHaveLength(1);
    expect((await call(execute.POST, { ...at(id, account.outside.token), body })).status).toBe(404);
  });
});

describe("running a macro", () => {
  const run = (macroId: number, userId: number) =>
    runMacro({ accountId: account.id, macroId, userId, conversationId: conversation.displayId, locale: "en" });

  test("does the steps as the person who asked", async () => {
    await run(await add(account.inside.token), account.inside.id);
    const [row] = await runtime().sql`
      select status, labels, assignee_id as "assigneeId" from conversations where account_id = ${account.id} and id = ${conversation.id}`;
    expect(row).toMatchObject({ status: "resolved", labels: ["vip"], assigneeId: account.inside.id });
    const [message] = await runtime().sql`
      select content, sender_id as "senderId" from messages where account_id = ${account.id} and message_type = 1`;
    expect(message).toMatchObject({ content: "On it", senderId: account.inside.id });
  });

  test("changes nothing where that person may not look, or after they left", async () => {
    const id = await add(account.admin.token, { visibility: "global" });
    await run(id, account.outside.id);
    await run(id, account.other.admin.id);
    const [row] = await runtime().sql`
      select status, labels from conversations where account_id = ${account.id} and id = ${conversation.id}`;
    expect(row).toMatchObject({ status: "open", labels: [] });
  });
});
