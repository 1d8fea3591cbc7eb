import { spawn } from "node:child_process";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestRuntime, stopTestRuntime } from "#db/testing/test-runtime.ts";
import { runtime } from "../platform/runtime.ts";
import { parseCommand } from "./parse-command.ts";

beforeAll(async () => {
  await startTestRuntime({}, { isEmpty: true });
});
afterAll(stopTestRuntime);

/** A command as it is typed, on the database of this test. */
async function admin(...words: string[]): Promise<Record<string, unknown>> {
  const { command, flags } = parseCommand(words);
  return (await command.run(flags)).result;
}

/** The same as a process of its own, as `npm run admin --silent --` starts it. */
async function spawnAdmin(...words: string[]): Promise<{ code: number | null; stdout: string; stderr: string }> {
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
  return { code, stdout, stderr };
}

test("an account with an administrator is created, and the same address joins a second account", async () => {
  const account = await admin("account:create", "--name", "Acme");
  const person = ["--name", "Ann", "--email", "Ann@acme.test", "--password", "Password1!", "--role", "administrator"];
  const user = await admin("user:create", "--account", String(account.id), ...person);
  expect(user).toEqual({
    id: expect.any(Number),
    access_token: expect.stringMatching(/^\w{24}$/),
    pubsub_token: expect.any(String),
  });
  const second = await admin("account:create", "--name=Other");
  expect(await admin("user:create", "--account", String(second.id), ...person)).toEqual(user);
  expect(await admin("user:password", "--email", "ann@acme.test", "--password", "Password2!")).toEqual({ id: user.id });
});

test("a platform app is permitted an account, twice without harm", async () => {
  const account = await admin("account:create", "--name", "Served");
  const app = await admin("platform-app:create", "--name", "Provisioning");
  const permit = ["platform-app:permit", "--app", String(app.id), "--account", String(account.id)];
  const first = await admin(...permit);
  expect(first).toEqual({ id: expect.any(Number) });
  expect(await admin(...permit)).toEqual(first);
});

test("an inbox is created and tells where its provider must post, and with which headers", async () => {
  const account = await admin("account:create", "--name", "Reached");
  const settings = JSON.stringify({ token: "t0ken", phone_number: "+5511988887777" });
  const words = ["--account", String(account.id), "--name", "Line", "--channel", "whapi", "--settings", settings];
  expect(await admin("inbox:create", ...words)).toEqual({
    id: expect.any(Number),
    webhook_url: expect.stringMatching(/^http:\/\/localhost:3000\/webhooks\/whapi\/\w{24}$/),
    webhook_headers: { Authorization: expect.stringMatching(/^Bearer \w+$/) },
  });
});

test.each([
  [["inbox:create", "--account", "999999", "--name", "A", "--channel", "api"], /account 999999/],
  [
    ["inbox:create", "--account", "1", "--name", "A", "--channel", "api", "--settings", "[]"],
    /--settings is not a JSON object/,
  ],
  [["user:create", "--account", "1"], /--name is missing.*--role/],
  [
    [
      "user:create",
      "--account",
      "999999",
      "--name",
      "A",
      "--email",
      "a@b.test",
      "--password",
      "Password1!",
      "--role",
      "agent",
    ],
    /account 999999/,
  ],
  [["platform-app:permit", "--app", "1"], /--account or --user/],
  [["account:create", "Acme"], /Acme is not a flag/],
  [["account:create", "--name"], /--name needs a value/],
  [["make:coffee"], /There is no command make:coffee/],
])("%j fails with a sentence", async (words, sentence) => {
  await expect(admin(...words)).rejects.toThrow(sentence);
});

test("queue:wait tells an idle queue from a busy one", async () => {
  const { sql } = runtime();
  await sql`truncate graphile_worker._private_jobs`;
  expect(await admin("queue:wait")).toEqual({ idle: true });
  await sql`select graphile_worker.add_job('nobody_runs_this')`;
  expect(await admin("queue:wait", "--timeout", "0.2")).toMatchObject({ idle: false, waiting: 1 });
  await sql`truncate graphile_worker._private_jobs`;
});

test("a process prints one JSON object on stdout, messages on stderr, and exits 0 or 1", async () => {
  const healthy = await spawnAdmin("doctor");
  const findings = JSON.parse(healthy.stdout);
  expect(Object.keys(findings)).toEqual(["database", "migrations", "queue", "storage", "clock", "secrets"]);
  for (const finding of Object.values(findings)) expect(finding).toMatch(/^ok: /);
  expect(healthy.stdout.trim().split("\n")).toHaveLength(Object.keys(findings).length + 2);
  expect(healthy.code).toBe(0);
  const unknown = await spawnAdmin("user:password", "--email", "nobody@acme.test", "--password", "Password1!");
  expect(JSON.parse(unknown.stdout)).toEqual({ error: expect.stringContaining("nobody@acme.test") });
  expect(unknown.stderr).toContain("nobody@acme.test");
  expect(unknown.code).toBe(1);
});
