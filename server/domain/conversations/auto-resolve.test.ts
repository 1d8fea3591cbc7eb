import { afterAll, beforeAll, expect, test } from "vitest";
import { type SeededAccount, seedAccount, seedConversation } from "#db/testing/seed.ts";
import { startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { runtime } from "../../platform/runtime.ts";
import { autoResolve } from "./auto-resolve.ts";

beforeAll(async () => {
  await startTestRuntime();
});
afterAll(stopTestRuntime);

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);

async function accountThat(settings: Record<string, unknown>): Promise<SeededAccount> {
  const account = await seedAccount();
  await runtime().sql`update accounts set settings = ${JSON.stringify(settings)}::text::jsonb where id = ${account.id}`;
  return account;
}

const statuses = async (account: SeededAccount) =>
  (
    await runtime().sql<{ status: string; labels: string[] }[]>`
      select status, labels from conversations where account_id = ${account.id} order by id`
  ).map(({ status, labels }) => [status, ...labels].join(" "));

const lines = async (account: SeededAccount) =>
  (
    await runtime().sql<
      { content: string }[]
    >`select content from messages where account_id = ${account.id} order by id`
  ).map(({ content }) => content);

test("resolves what was quiet long enough, with its message, label and line", async () => {
  const account = await accountThat({
    auto_resolve_after: 120,
    auto_resolve_message: "Bye",
    auto_resolve_label: "idle",
  });
  await seedConversation(account, { lastActivityAt: minutesAgo(121) });
  await seedConversation(account, { lastActivityAt: minutesAgo(119) });
  await seedConversation(account, { lastActivityAt: minutesAgo(500), status: "pending" });
  const untouched = await accountThat({});
  await seedConversation(untouched, { lastActivityAt: minutesAgo(100_000) });
  await autoResolve();
  expect(await statuses(account)).toEqual(["resolved idle", "open", "pending"]);
  expect(await statuses(untouched)).toEqual(["open"]);
  expect(await lines(account)).toEqual(["Bye", expect.stringContaining("after 2 hours without activity")]);
});

test("an account whose language nobody knows is resolved like the others", async () => {
  const account = await accountThat({ auto_resolve_after: 10 });
  await runtime().sql`update accounts set locale = 'x_y' where id = ${account.id}`;
  const next = await accountThat({ auto_resolve_after: 10 });
  for (const one of [account, next])
    await seedConversation(one, { lastActivityAt: minutesAgo(60), waitingSince: null });
  await autoResolve();
  expect([await statuses(account), await statuses(next)]).toEqual([["resolved"], ["resolved"]]);
});

test("leaves those who wait for an answer, when the account says so", async () => {
  const account = await accountThat({ auto_resolve_after: 10, auto_resolve_ignore_waiting: true });
  await seedConversation(account, { lastActivityAt: minutesAgo(60), waitingSince: minutesAgo(60) });
  await seedConversation(account, { lastActivityAt: minutesAgo(60), waitingSince: null });
  await autoResolve();
  expect(await statuses(account)).toEqual(["open", "resolved"]);
});
