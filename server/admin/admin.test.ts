import { spawn } from "node:child_process";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { runtime } from "../platform/runtime.ts";

beforeAll(async () => {
  await startTestRuntime();
});
afterAll(stopTestRuntime);

/** Runs a command as `npm run admin --silent --` does, beside the database of this test. */
async function admin(...words: string[]): Promise<{ code: number | null; printed: Record<string, unknown>; messages: string }> {
  const { databaseUrl, dataDir } = runtime().config;
  const child = spawn(process.execPath, [path.join(import.meta.dirname, "index.ts"), ...words], {
    env: { NODE_ENV: "test", PATH: process.env.PATH, DATABASE_URL: databaseUrl, DATA_DIR: dataDir },
  });
  let [stdout, stderr] = ["", ""];
  child.stdout.on("data", (part) => {
    stdout += part;
  });
  child.stderr.on("data", (part) => {
    stderr += part;
  });
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  return { code, printed: JSON.parse(stdout), messages: stderr };
}

test("an account with an administrator is created, and the same address joins a second account", async () => {
  const { printed: account } = await admin("account:create", "--name", "Acme");
  const person = ["--name", "Ann", "--email", "Ann@acme.test", "--password", "Password1!", "--role", "administrator"];
  const { code, printed: user } = await admin("user:create", "--account", String(account.id), ...person);
  expect({ code, user }).toEqual({
    code: 0,
    user: { id: expect.any(Number), access_token: expect.stringMatching(/^\w{24}$/), pubsub_token: expect.any(String) },
  });
  const { printed: second } = await admin("account:create", "--name=Other");
  const again = await admin("user:create", "--account", String(second.id), ...person);
  expect(again.printed).toEqual(user);
  expect((await admin("user:password", "--email", "ann@acme.test", "--password", "Password2!")).printed).toEqual({ id: user.id });
});

test("a platform app is permitted an account, twice without harm", async () => {
  const { printed: account } = await admin("account:create", "--name", "Served");
  const { printed: app } = await admin("platform-app:create", "--name", "Provisioning");
  const permit = ["platform-app:permit", "--app", String(app.id), "--account", String(account.id)];
  const first = await admin(...permit);
  expect(first.printed).toEqual({ id: expect.any(Number) });
  expect((await admin(...permit)).printed).toEqual(first.printed);
});

test("an inbox is created and tells where its provider must post, and with which headers", async () => {
  const { printed: account } = await admin("account:create", "--name", "Reached");
  const settings = JSON.stringify({ token: "t0ken", phone_number: "+5511988887777" });
  const words = ["--account", String(account.id), "--name", "Line", "--channel", "whapi", "--settings", settings];
  const { code, printed } = await admin("inbox:create", ...words);
  expect({ code, printed }).toEqual({
    code: 0,
    printed: {
      id: expect.any(Number),
      webhook_url: expect.stringMatching(/^http:\/\/localhost:3000\/webhooks\/whapi\/\w{24}$/),
      webhook_headers: { Authorization: expect.stringMatching(/^Bearer \w+$/) },
    },
  });
});

test.each([
  [["inbox:create", "--account", "999999", "--name", "A", "--channel", "api"], /Not found/],
  [["inbox:create", "--account", "1", "--name", "A", "--channel", "api", "--settings", "[]"], /--settings is not a JSON object/],
  [["user:create", "--account", "1"], /--name is missing.*--role/],
  [["user:create", "--account", "999999", "--name", "A", "--email", "a@b.test", "--password", "Password1!", "--role", "agent"], /Not found/],
  [["platform-app:permit", "--app", "1"], /--account or --user/],
  [["account:create", "Acme"], /Acme is not a flag/],
  [["make:coffee"], /There is no command make:coffee/],
])("%j fails with a sentence on stderr and one object on stdout", async (words, sentence) => {
  const { code, printed, messages } = await admin(...words);
  expect(code).toBe(1);
  expect(printed).toEqual({ error: expect.stringMatching(sentence) });
  expect(messages).toMatch(sentence);
});

test("queue:wait tells an idle queue from a busy one", async () => {
  const { sql } = runtime();
  await sql`truncate graphile_worker._private_jobs`;
  expect((await admin("queue:wait")).printed).toEqual({ idle: true });
  await sql`select graphile_worker.add_job('nobody_runs_this')`;
  const busy = await admin("queue:wait", "--timeout", "0.2");
  expect(busy).toMatchObject({ code: 1, printed: { idle: false, waiting: 1 } });
  await sql`truncate graphile_worker._private_jobs`;
});

test("doctor finds nothing wrong with a healthy installation", async () => {
  const { code, printed } = await admin("doctor");
  expect(Object.keys(printed)).toEqual(["database", "migrations", "queue", "storage", "clock", "secrets"]);
  for (const finding of Object.values(printed)) expect(finding).toMatch(/^ok: /);
  expect(code).toBe(0);
});
