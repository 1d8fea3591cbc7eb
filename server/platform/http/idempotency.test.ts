import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { teams } from "#db/schema/accounts.ts";
import { idempotencyKeys } from "#db/schema/platform.ts";
import { type SeededAccount, seedAccount } from "#db/testing/seed.ts";
import { startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { invalid } from "../app-error.ts";
import { operation } from "../contract/operation.ts";
import { transaction } from "../database/transaction.ts";
import { runtime } from "../runtime.ts";
import { endpoint } from "./endpoint.ts";
import { call } from "./testing/call.ts";

const createTeam = operation({
  id: "test.create_team",
  method: "POST",
  path: "/test/{account_id}/teams",
  summary: "Create a team",
  tag: "Test",
  callers: ["user"],
  body: z.object({ name: z.string(), file: z.instanceof(File).optional() }),
  response: z.object({ id: z.number(), name: z.string() }),
});

let pause: Promise<void> | undefined;
const POST = endpoint(createTeam, (ctx, { name }) =>
  transaction(ctx, async (tx) => {
    if (name === "") throw invalid("name", "Name can't be blank");
    const [team] = await tx.db.insert(teams).values({ accountId: ctx.accountId, name }).returning();
    await pause;
    return { id: team?.id ?? 0, name };
  }),
);

let account: SeededAccount;
beforeAll(async () => {
  await startTestRuntime();
  account = await seedAccount();
});
afterAll(stopTestRuntime);

const send = (key: string, body: unknown, token = account.inside.token) =>
  call(POST, { params: { account_id: account.id }, token, body, headers: { "idempotency-key": key } });

test("a repeat gets the first answer and writes nothing", async () => {
  const first = await send("repeat", { name: "one" });
  const second = await send("repeat", { name: "one" });
  expect(second).toMatchObject({ status: first.status, text: first.text });
  expect(await runtime().db.$count(teams, eq(teams.name, "one"))).toBe(1);
});

test("the same key with another request is refused", async () => {
  await send("reuse", { name: "two" });
  expect((await send("reuse", { name: "three" })).status).toBe(422);
  expect(await runtime().db.$count(teams, eq(teams.name, "three"))).toBe(0);
});

test("keys of different callers never meet", async () => {
  await send("mine", { name: "four" });
  expect((await send("mine", { name: "five" }, account.admin.token)).status).toBe(200);
});

test("a repeat while the first still runs is told so, and then gets its answer", async () => {
  let release = () => {};
  pause = new Promise((resolve) => {
    release = resolve;
  });
  const first = send("running", { name: "six" });
  await expect.poll(() => lockedKeys()).toBe(1);
  expect((await send("running", { name: "six" })).status).toBe(409);
  release();
  pause = undefined;
  const answer = await first;
  expect((await send("running", { name: "six" })).text).toBe(answer.text);
});

test("a request that failed leaves the key free", async () => {
  expect((await send("failed", { name: "" })).status).toBe(422);
  expect((await send("failed", { name: "seven" })).status).toBe(200);
});

test("files are part of the request, the boundary of the form is not", async () => {
  const form = (content: string) => {
    const data = new FormData();
    data.append("name", `with file ${content}`);
    data.append("file", new File([content], "a.txt"));
    return data;
  };
  const first = await send("file", form("x"));
  expect((await send("file", form("x"))).text).toBe(first.text);
  expect((await send("file", form("y"))).status).toBe(422);
});

test("stored answers are not readable in the database", async () => {
  await send("secret", { name: "hidden-name" });
  const [row] = await runtime().db.select().from(idempotencyKeys).where(eq(idempotencyKeys.key, "secret"));
  expect(row?.responseBody).not.toContain("hidden-name");
});

async function lockedKeys(): Promise<number> {
  const [row] = await runtime().db.execute<{ count: number }>(
    sql`select count(*)::int as count from pg_locks where locktype = 'advisory' and database =
      (select oid from pg_database where datname = current_database())`,
  );
  return row?.count ?? 0;
}
