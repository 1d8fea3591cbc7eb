import { eq } from "drizzle-orm";
import sharp from "sharp";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { agentBots } from "#db/schema/accounts.ts";
import { type SeededAccount, seedBot, seedConversation, seedTwoAccounts } from "#db/testing/seed.ts";
import { takeJobs } from "#db/testing/take-jobs.ts";
import { expectStatements, startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { createConversation } from "#server/domain/conversations/create-conversation.ts";
import { clearAssigneeJob } from "#server/domain/conversations/jobs.ts";
import { getConversation } from "#server/domain/conversations/queries/get-conversation.ts";
import { call } from "#server/platform/http/testing/call.ts";
import { runtime } from "#server/platform/runtime.ts";
import * as avatar from "../../../app/api/v1/accounts/[account_id]/agent_bots/[id]/avatar/route.ts";
import * as token from "../../../app/api/v1/accounts/[account_id]/agent_bots/[id]/reset_access_token/route.ts";
import * as one from "../../../app/api/v1/accounts/[account_id]/agent_bots/[id]/route.ts";
import * as all from "../../../app/api/v1/accounts/[account_id]/agent_bots/route.ts";
import * as ofInbox from "../../../app/api/v1/accounts/[account_id]/inboxes/[id]/agent_bot/route.ts";
import * as setBot from "../../../app/api/v1/accounts/[account_id]/inboxes/[id]/set_agent_bot/route.ts";
import { listAgentBots } from "./queries.ts";

let account: SeededAccount & { other: SeededAccount };

beforeAll(async () => {
  await startTestRuntime();
});
beforeEach(async () => {
  account = await seedTwoAccounts();
});
afterAll(stopTestRuntime);

const here = () => ({ params: { account_id: account.id }, token: account.admin.token });
const at = (id: number) => ({ ...here(), params: { account_id: account.id, id } });

test("create: 200 with a token that works and a secret; an agent sees neither", async () => {
  const body = { name: "Helper", description: "Answers", outgoing_url: "https://example.com/bot", bot_type: 0 };
  const result = await call(all.POST, { ...here(), body });
  expect([result.status, result.body]).toEqual([
    200,
    {
      id: expect.any(Number),
      name: "Helper",
      description: "Answers",
      thumbnail: "",
      outgoing_url: "https://example.com/bot",
      bot_type: "webhook",
      bot_config: {},
      account_id: account.id,
      access_token: expect.any(String),
      secret: expect.any(String),
      system_bot: false,
    },
  ]);
  const seen = await call(one.GET, { ...at(result.body.id), token: account.inside.token });
  expect(Object.keys(seen.body)).not.toContain("access_token");
  expect(Object.keys(seen.body)).not.toContain("secret");
  const asBot = await call(all.GET, { ...here(), token: result.body.access_token });
  expect([asBot.status, asBot.body]).toEqual([401, { error: "Access to this endpoint is not authorized for bots" }]);
});

test.each([
  [{}, "param is missing or the value is empty: agent_bot"],
  [{ name: " " }, "Name can't be blank"],
  [{ name: "x", outgoing_url: "ftp://example.com" }, "Outgoing url is invalid"],
  [{ name: "x", bot_type: "csml" }, "Bot type is not included in the list"],
])("create: 422 for %j", async (body, sentence) => {
  const result = await call(all.POST, { ...here(), body });
  expect(result.status).toBe(422);
  expect(result.text).toContain(sentence);
});

test("a picture is stored with a form, shown, and removed", async () => {
  const picture = await sharp({ create: { width: 9, height: 9, channels: 3, background: "red" } })
    .png()
    .toBuffer();
  const form = new FormData();
  form.append("agent_bot[name]", "Helper");
  form.append("agent_bot[avatar]", new File([new Uint8Array(picture)], "a.png", { type: "image/png" }));
  const created = await call(all.POST, { ...here(), body: form });
  expect(created.body.thumbnail).toMatch(/^http/);
  const removed = await call(avatar.DELETE, at(created.body.id));
  expect([removed.status, removed.body.thumbnail]).toEqual([200, ""]);
  await call(one.PATCH, { ...at(created.body.id), body: form });
  const changed = await call(one.PATCH, { ...at(created.body.id), body: { avatar: null } });
  expect([changed.status, changed.body.thumbnail]).toEqual([200, ""]);
});

test("an address of a picture is fetched by a job", async () => {
  const { body } = await call(all.POST, { ...here(), body: { name: "x", avatar_url: "https://example.com/a.png" } });
  expect(await takeJobs("fetch_bot_avatar")).toEqual([
    { account_id: account.id, agent_bot_id: body.id, url: "https://example.com/a.png" },
  ]);
});

test("list: bots of the account and of the installation, in one statement", async () => {
  const [system] = await runtime().db.insert(agentBots).values({ name: "System", outgoingUrl: "x" }).returning();
  const bots = await expectStatements(1, () => listAgentBots(account.admin.ctx));
  expect(bots.map((bot) => [bot.id, bot.system_bot])).toEqual([
    [account.bot.id, false],
    [system?.id, true],
  ]);
  expect(bots[1]).not.toHaveProperty("outgoing_url");
  expect((await call(one.PATCH, { ...at(system?.id ?? 0), body: { name: "Mine" } })).status).toBe(404);
  expect((await call(one.DELETE, at(system?.id ?? 0))).status).toBe(404);
  await runtime()
    .db.delete(agentBots)
    .where(eq(agentBots.id, system?.id ?? 0));
});

test("update: 200 with what is given; a blank address is none", async () => {
  const { body } = await call(all.POST, { ...here(), body: { name: "x", outgoing_url: "https://example.com" } });
  const changed = await call(one.PATCH, {
    ...at(body.id),
    body: { name: "y", outgoing_url: "", bot_config: { a: 1 } },
  });
  expect(changed.body).toMatchObject({ name: "y", outgoing_url: null, bot_config: { a: 1 } });
});

test("reset token: the new one works, the old one does not", async () => {
  const { id, token: old } = account.bot;
  const { body } = await call(token.POST, at(id));
  expect(body.access_token).not.toBe(old);
  const ask = async (value: string | undefined) => (await call(all.GET, { ...here(), token: value })).body;
  expect(await ask(old)).toEqual({ error: "Invalid Access Token" });
  expect(await ask(body.access_token)).toEqual({ error: "Access to this endpoint is not authorized for bots" });
});

test("404 for a bot of another account, whatever is asked", async () => {
  const { id } = account.other.bot;
  const results = [
    await call(one.GET, at(id)),
    await call(one.PATCH, { ...at(id), body: { name: "x" } }),
    await call(one.DELETE, at(id)),
    await call(avatar.DELETE, at(id)),
    await call(token.POST, at(id)),
    await call(setBot.POST, { ...at(account.inbox.id), body: { agent_bot: id } }),
    await call(ofInbox.GET, at(account.other.inbox.id)),
  ];
  expect(results.map((result) => result.status)).toEqual([404, 404, 404, 404, 404, 404, 404]);
});

test("an inbox gets a bot, its new conversations wait for it, and null takes it away", async () => {
  const inbox = at(account.inbox.id);
  expect((await call(ofInbox.GET, inbox)).body).toEqual({ agent_bot: {} });
  const set = await call(setBot.POST, { ...inbox, body: { agent_bot: account.bot.id } });
  expect([set.status, set.text]).toEqual([200, ""]);
  expect((await call(ofInbox.GET, inbox)).body.agent_bot).toMatchObject({ id: account.bot.id });
  const start = async () => {
    const { sourceId } = await seedConversation(account);
    return createConversation(account.admin.ctx, { source_id: sourceId, inbox_id: account.inbox.id });
  };
  expect((await start()).status).toBe("pending");
  await call(setBot.POST, { ...inbox, body: { agent_bot: null } });
  expect((await call(ofInbox.GET, inbox)).body).toEqual({ agent_bot: {} });
  expect((await start()).status).toBe("open");
});

test("delete: token, inbox and conversations lose the bot", async () => {
  const bot = await seedBot(account.id, "Gone");
  await call(setBot.POST, { ...at(account.inbox.id), body: { agent_bot: bot.id } });
  const conversation = await seedConversation(account, { assigneeAgentBotId: bot.id });
  const result = await call(one.DELETE, at(bot.id));
  expect([result.status, result.text]).toEqual([200, ""]);
  expect((await call(ofInbox.GET, at(account.inbox.id))).body).toEqual({ agent_bot: {} });
  expect((await call(all.GET, { ...here(), token: bot.token })).body).toEqual({ error: "Invalid Access Token" });
  await clearAssigneeJob.run({ account_id: account.id, column: "assignee_agent_bot_id", id: bot.id });
  const after = await getConversation(account.admin.ctx, { conversation_id: conversation.displayId });
  expect([after.meta.assignee_type, after.revision]).toEqual([undefined, 2]);
});
