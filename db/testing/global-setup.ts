import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import postgres from "postgres";
import type { TestProject } from "vitest/node";
import { loadConfig } from "#server/platform/config.ts";
import { migrateDatabase } from "#server/platform/database/migrate.ts";
import {
  clusterUrl,
  createCluster,
  freePort,
  startCluster,
  stopCluster,
} from "#server/platform/database/postgres-cluster.ts";
import { startRuntime } from "#server/platform/start-runtime.ts";
import { type SecondTenant, seedSecondTenant } from "./second-tenant.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** PostgreSQL of this run; the database in the address is the migrated template with the second tenant. */
    templateUrl: string;
    secondTenant: SecondTenant;
  }
}

/** A power cut may cost a test run its data, but not its time. */
const settings = {
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  max_connections: "200",
  shared_buffers: "128MB",
  autovacuum: "off",
};

/** One PostgreSQL for the whole run, with migrated templates that test files copy: an empty one, and one with the second tenant. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const root = await mkdtemp(path.join(tmpdir(), "parley-test-"));
  const directory = path.join(root, "postgres");
  const password = randomBytes(16).toString("hex");
  const port = await freePort();
  await createCluster(directory, password);
  await startCluster(directory, port, settings);
  const undertaker = watchOver(root);
  const cleanUp = async () => {
    undertaker?.kill();
    await stopCluster(directory);
    await rm(root, { recursive: true, force: true });
  };
  try {
    const [server, template] = [clusterUrl(port, password, "postgres"), clusterUrl(port, password, "template_parley")];
    await onServer(server, "create database template_empty");
    await migrateDatabase(clusterUrl(port, password, "template_empty"));
    await onServer(server, "create database template_parley template template_empty");
    project.provide("templateUrl", template);
    project.provide("secondTenant", await furnish(template, path.join(root, "data")));
  } catch (error) {
    await cleanUp();
    throw error;
  }
  return cleanUp;
}

async function onServer(url: string, statement: string): Promise<void> {
  const sql = postgres(url, { max: 1 });
  await sql.unsafe(statement);
  await sql.end();
}

async function furnish(databaseUrl: string, dataDir: string): Promise<SecondTenant> {
  const config = loadConfig({ NODE_ENV: "test", DATA_DIR: dataDir, LOG_LEVEL: "silent" });
  const { close } = startRuntime(config, { databaseUrl, connections: 2 });
  try {
    return await seedSecondTenant();
  } finally {
    await close();
  }
}

/** A killed run cleans up nothing; this process outlives it and does. */
function watchOver(root: string): ChildProcess | undefined {
  if (process.platform === "win32") return undefined;
  const script = `while kill -0 "$0" 2>/dev/null; do sleep 1; done
    kill -QUIT "$(head -n 1 "$1/postgres/postmaster.pid")"; sleep 2; rm -rf "$1"`;
  const child = spawn("sh", ["-c", script, String(process.pid), root], { detached: true, stdio: "ignore" });
  child.unref();
  return child;
}
