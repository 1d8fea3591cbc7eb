import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import postgres from "postgres";
import { inject } from "vitest";
import { loadConfig } from "#server/platform/config.ts";
import type { Runtime } from "#server/platform/runtime.ts";
import { startRuntime } from "#server/platform/start-runtime.ts";

interface Running {
  close(): Promise<void>;
  database: string;
  dataDir: string;
}

let running: Running | undefined;
let statements: string[] | undefined;

interface TestRuntimeOptions {
  /** For what an installation does while it has no account at all. */
  isEmpty?: boolean;
}

/**
 * Gives the test file a database of its own, migrated, with nobody in it but the second tenant, and sets `runtime()`: storage in a
 * temporary folder, silent log, private targets allowed. Call in `beforeAll`, with `stopTestRuntime` in `afterAll`.
 *
 * @param variables  further environment variables, as operators set them
 */
export async function startTestRuntime(
  variables: Record<string, string> = {},
  { isEmpty = false }: TestRuntimeOptions = {},
): Promise<Runtime> {
  if (running) throw new Error("startTestRuntime was called twice in this file");
  const templateUrl = inject("templateUrl");
  const database = `test_${randomBytes(6).toString("hex")}`;
  const template = isEmpty ? "template_empty" : "template_parley";
  await onServer(templateUrl, (sql) => sql.unsafe(`create database ${database} template ${template}`));
  const dataDir = await mkdtemp(path.join(tmpdir(), "parley-data-"));
  const config = loadConfig({
    NODE_ENV: "test",
    DATA_DIR: dataDir,
    ALLOW_PRIVATE_TARGETS: "true",
    LOG_LEVEL: "silent",
    ...variables,
  });
  const databaseUrl = templateUrl.replace(/\/template_parley$/, `/${database}`);
  const onStatement = (statement: string) => void statements?.push(statement);
  const { runtime, close } = startRuntime(config, { databaseUrl, connections: 10, onStatement });
  running = { close, database, dataDir };
  return runtime;
}

/** Closes the pool, drops the database and removes the files. */
export async function stopTestRuntime(): Promise<void> {
  if (!running) return;
  const { close, database, dataDir } = running;
  running = undefined;
  await close();
  await onServer(inject("templateUrl"), (sql) => sql.unsafe(`drop database ${database} with (force)`));
  await rm(dataDir, { recursive: true, force: true });
}

/**
 * Fails when `work` sends more statements over the wire than it may.
 *
 * @param max  the budget
 * @returns what `work` returned
 * @throws with the list of statements when there were more
 */
export async function expectStatements<T>(max: number, work: () => Promise<T>): Promise<T> {
  const { result, statements: sent } = await countStatements(work);
  if (sent.length <= max) return result;
  throw new Error(`${sent.length} statements were sent, ${max} are allowed:\n${sent.map(numbered).join("\n")}`);
}

/** Listens to the statements that `work` sends, the frame of a transaction (begin, commit…) not included. */
export async function countStatements<T>(work: () => Promise<T>): Promise<{ result: T; statements: string[] }> {
  if (statements) throw new Error("Statements are being counted already");
  statements = [];
  try {
    const result = await work();
    const frame = /^\s*(begin|commit|rollback|savepoint|release)\b/i;
    return { result, statements: statements.filter((statement) => !frame.test(statement)) };
  } finally {
    statements = undefined;
  }
}

const numbered = (statement: string, index: number): string =>
  `${index + 1}. ${statement.replace(/\s+/g, " ").trim().slice(0, 200)}`;

async function onServer(templateUrl: string, work: (sql: postgres.Sql) => Promise<unknown>): Promise<void> {
  const sql = postgres(templateUrl.replace(/\/template_parley$/, "/postgres"), { max: 1 });
  try {
    await work(sql);
  } finally {
    await sql.end({ timeout: 5 });
  }
}
