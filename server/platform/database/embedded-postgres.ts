import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import postgres from "postgres";
import { claimOwnership, type Owner, releaseOwnership, startOf } from "./owner-file.ts";
import { clusterUrl, createCluster, freePort, startCluster, stopCluster } from "./postgres-cluster.ts";

const DATABASE = "parley";
const LARGEST_LOG = 10 * 1024 * 1024;

/** Chosen for small machines with fast disks. The log keeps statements out: they contain people's words. */
const settings = {
  max_connections: "100",
  shared_buffers: "192MB",
  max_wal_size: "2GB",
  checkpoint_timeout: "15min",
  autovacuum_naptime: "15s",
  random_page_cost: "1.1",
  jit: "off",
  log_checkpoints: "off",
  log_error_verbosity: "terse",
  log_min_error_statement: "panic",
};

export interface EmbeddedPostgres {
  url: string;
  /** Stops the database if this process owns it. */
  stop(): Promise<void>;
}

/** Another server of this folder is running. The message is for people. */
export class AlreadyRunningError extends Error {
  constructor(dataDir: string, owner: Owner) {
    super(`Parley already runs in ${dataDir} (process ${owner.pid}). Stop it first, or give another DATA_DIR.`);
    this.name = "AlreadyRunningError";
  }
}

/**
 * The PostgreSQL of a data folder: made on first use, taken over when a killed process left it running, joined when
 * somebody else who may run beside us owns it.
 *
 * @param role  of this process: `all`, `web`, `worker`, or `admin` for a command that comes and goes
 * @throws AlreadyRunningError when two of the same role, or anything beside `all`, would run in one folder
 */
export async function openEmbeddedPostgres(dataDir: string, role: string): Promise<EmbeddedPostgres> {
  const directory = path.join(dataDir, "postgres");
  const owner = await ownerOrNull(dataDir, role);
  if (owner) return { url: await joinDatabase(dataDir, directory, owner), stop: async () => undefined };
  try {
    const port = await ensureRunning(dataDir, directory);
    await ensureDatabase(clusterUrl(port, password(dataDir), "postgres"));
    return { url: clusterUrl(port, password(dataDir), DATABASE), stop: () => stopOwned(dataDir, directory) };
  } catch (error) {
    releaseOwnership(dataDir);
    throw error;
  }
}

/**
 * Null when we own the folder now. An admin command is over soon, so it is waited for; a server that is just stopping
 * gets two seconds.
 */
async function ownerOrNull(dataDir: string, role: string): Promise<Owner | null> {
  for (const begin = Date.now(); ; await wait(100)) {
    const owner = await claimOwnership(dataDir, role);
    if (!owner) return null;
    const mayJoin = owner.role !== "admin" && (role === "admin" || areComplementary(owner.role, role));
    if (mayJoin) return owner;
    const patienceMs = owner.role === "admin" ? 60_000 : 2_000;
    if (Date.now() - begin > patienceMs) throw new AlreadyRunningError(dataDir, owner);
  }
}

const areComplementary = (one: string, other: string): boolean => one !== "all" && other !== "all" && one !== other;

async function joinDatabase(dataDir: string, directory: string, owner: Owner): Promise<string> {
  for (const end = Date.now() + 60_000; Date.now() < end; await wait(100)) {
    const running = readPostmaster(directory);
    if (running?.ready && (await answers(running.port, dataDir, directory, DATABASE))) {
      return clusterUrl(running.port, password(dataDir), DATABASE);
    }
    if (startOf(owner.pid) !== owner.startedAt) break;
  }
  throw new Error(`The database of ${dataDir} does not answer; it belongs to process ${owner.pid}.`);
}

/** @returns the port */
async function ensureRunning(dataDir: string, directory: string): Promise<number> {
  if (!existsSync(directory)) await createCluster(directory, password(dataDir));
  const adopted = await adoptOrphan(dataDir, directory);
  if (adopted !== null) return adopted;
  shortenLog(`${directory}.log`);
  for (let attempt = 1; ; attempt++) {
    const port = await freePort();
    try {
      await startCluster(directory, port, settings);
      return port;
    } catch (error) {
      // Processes of a killed server need a moment to notice; the port may have been taken meanwhile.
      if (attempt >= 20) throw error;
      await wait(250);
    }
  }
}

/** Believes only a successful query: the state file says `ready` too early or too long. */
async function adoptOrphan(dataDir: string, directory: string): Promise<number | null> {
  for (const end = Date.now() + 600_000; Date.now() < end; await wait(100)) {
    const running = readPostmaster(directory);
    if (!running) return null;
    if (startOf(running.pid) === null) return null;
    if (!isPostgresOf(running.pid, directory)) {
      rmSync(path.join(directory, "postmaster.pid"), { force: true });
      return null;
    }
    if (running.ready && (await answers(running.port, dataDir, directory, "postgres"))) return running.port;
  }
  throw new Error(`A database left running in ${directory} does not answer.`);
}

/** Lines 1, 4 and 8 of the file PostgreSQL keeps in its folder. */
function readPostmaster(directory: string): { pid: number; port: number; ready: boolean } | null {
  const file = path.join(directory, "postmaster.pid");
  if (!existsSync(file)) return null;
  const lines = readFileSync(file, "utf8").split("\n");
  return { pid: Number(lines[0]), port: Number(lines[3] ?? 0), ready: lines[7]?.trim() === "ready" };
}

/** After a restart of the machine the noted pid may be anybody's. Where there is no /proc, PostgreSQL's own check has to do. */
function isPostgresOf(pid: number, directory: string): boolean {
  const file = `/proc/${pid}/cmdline`;
  if (!existsSync(file)) return true;
  return readFileSync(file, "utf8").split("\0").includes(directory);
}

async function answers(port: number, dataDir: string, directory: string, database: string): Promise<boolean> {
  if (!(port > 0)) return false;
  const url = clusterUrl(port, password(dataDir), database);
  const sql = postgres(url, { max: 1, connect_timeout: 2, onnotice: () => undefined });
  try {
    const [row] = await sql`select current_setting('data_directory') as directory`;
    return row?.directory === directory;
  } catch (error) {
    if (isNotYet(error)) return false;
    throw error;
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/** No connection yet, or the server says it is starting, recovering, stopping, or has no such database yet. */
function isNotYet(error: unknown): boolean {
  const code = String((error as { code?: unknown }).code);
  return /^(ECONN|CONN|EPIPE)/.test(code) || ["57P03", "57P01", "3D000"].includes(code);
}

async function ensureDatabase(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    const found = await sql`select 1 from pg_database where datname = ${DATABASE}`;
    if (found.length === 0) await sql.unsafe(`create database ${DATABASE}`);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

async function stopOwned(dataDir: string, directory: string): Promise<void> {
  try {
    await stopCluster(directory);
  } finally {
    releaseOwnership(dataDir);
  }
}

/** Made once, beside the cluster, which knows only its hash. */
function password(dataDir: string): string {
  const file = path.join(dataDir, "database-password");
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString("base64url"), { mode: 0o600 });
  return readFileSync(file, "utf8").trim();
}

function shortenLog(file: string): void {
  if (existsSync(file) && statSync(file).size > LARGEST_LOG) truncateSync(file);
}
