import { mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { adminContext, adminContextOf } from "../admin/admin-context.ts";
import { createAccount } from "../domain/accounts/create-account.ts";
import { createUser } from "../domain/accounts/create-user.ts";
import { createInbox } from "../domain/inboxes/create-inbox.ts";
import { getInboxRow } from "../domain/inboxes/queries.ts";
import { webhookTarget } from "../domain/inboxes/webhook-target.ts";
import { compiled } from "../launch/paths.mjs";
import { loadConfig } from "../platform/config.ts";
import { openDatabaseServer } from "../platform/database/open-database-server.ts";
import { runtime } from "../platform/runtime.ts";
import { startRuntime } from "../platform/start-runtime.ts";
import { type FakeProvider, startFakeProvider } from "./fake-provider.ts";
import type { BenchOptions } from "./options.ts";
import { type ServerProcess, startServerProcess } from "./server-process.ts";

export interface BenchInbox {
  id: number;
  webhook: { path: string; headers: Record<string, string> };
}

/** An empty installation with its database running, as every scenario gets it. */
export interface Lab {
  options: BenchOptions;
  databaseUrl: string;
  accountId: number;
  agent: { id: number; email: string; password: string; token: string };
  inboxes: BenchInbox[];
  provider: FakeProvider;
  dataDir: string;
  logFile: string;
  /** The server on the lab's database. @param variables  more of its environment */
  startServer(variables?: Record<string, string>): Promise<ServerProcess>;
  /** Variables of a server that starts the lab's database itself; only after `close`. */
  environment: Record<string, string>;
  close(): Promise<void>;
}

const INBOXES = 4;
const CONNECTIONS = 32;

/** Makes an installation: embedded database with the settings of production, an account, an agent, four inboxes. */
export async function openLab(options: BenchOptions): Promise<Lab> {
  const dataDir = path.join(options.folder, "data");
  rmSync(dataDir, { recursive: true, force: true });
  mkdirSync(options.folder, { recursive: true });
  const environment = {
    NODE_ENV: "production",
    NODE_COMPILE_CACHE: compiled,
    DATA_DIR: dataDir,
    PORT: String(options.port),
    ALLOW_PRIVATE_TARGETS: "true",
    SECRET_KEY: "only-for-measuring-never-for-people",
  };
  const config = loadConfig({ ...environment, LOG_LEVEL: "warn" });
  const database = await openDatabaseServer(config);
  const { close: closePool } = startRuntime(config, {
    databaseUrl: database.url,
    connections: CONNECTIONS,
    logTo: "stderr",
  });
  const provider = await startFakeProvider();
  const logFile = path.join(options.folder, "server.log");
  let isOpen = true;
  return {
    options,
    databaseUrl: database.url,
    ...(await furnish(provider)),
    provider,
    dataDir,
    logFile,
    environment,
    startServer: (variables = {}) =>
      startServerProcess({ ...environment, DATABASE_URL: database.url, ...variables }, logFile),
    async close() {
      if (!isOpen) return;
      isOpen = false;
      await provider.close();
      await closePool();
      await database.stop();
    },
  };
}

async function furnish(provider: FakeProvider): Promise<Pick<Lab, "accountId" | "agent" | "inboxes">> {
  const { id: accountId } = await createAccount(adminContext, { name: "Bench" });
  const person = { name: "Agent", email: "agent@example.com", password: "Correct-horse-1" };
  const agent = await createUser(adminContext, { accountId, ...person, role: "administrator" });
  const inboxes: BenchInbox[] = [];
  for (let index = 0; index < INBOXES; index++) inboxes.push(await addInbox(accountId, provider, index));
  await runtime().sql`delete from graphile_worker._private_jobs`;
  return { accountId, agent: { ...person, id: agent.id, token: agent.access_token }, inboxes };
}

async function addInbox(accountId: number, provider: FakeProvider, index: number): Promise<BenchInbox> {
  const ctx = adminContextOf(accountId);
  const settings = { base_url: provider.url, token: "bench", phone_number: `+1202555010${index}` };
  const { id } = await createInbox(ctx, { name: `Line ${index}`, channel: { key: "simulator", settings } });
  const target = webhookTarget(await getInboxRow(ctx, id));
  if (!target) throw new Error("The channel takes no webhooks");
  return { id, webhook: { path: new URL(target.url).pathname, headers: target.headers } };
}
