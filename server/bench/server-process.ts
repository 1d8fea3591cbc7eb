import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import { createWriteStream, readFileSync } from "node:fs";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "../..");
const PATIENCE_MS = 60_000;

/** A server of ours in a process of its own, as `npm start` runs it. */
export interface ServerProcess {
  url: string;
  pid: number;
  /** From the start of the process until it said that it is ready. */
  startMs: number;
  /** Resident memory now, in megabytes. */
  memory(): number;
  /** Ends it with SIGTERM. @returns milliseconds until it was gone */
  stop(): Promise<number>;
}

/**
 * Starts `server/index.ts` and waits until it is ready. Its log goes to a file, at the level of production.
 *
 * @param env  all variables it gets
 * @throws when it ends or is silent for a minute
 */
export async function startServerProcess(env: Record<string, string>, logFile: string): Promise<ServerProcess> {
  const started = performance.now();
  const options: SpawnOptions = { cwd: root, env: env as NodeJS.ProcessEnv, stdio: ["ignore", "pipe", "pipe"] };
  const child = spawn(process.execPath, ["server/index.ts"], options);
  const log = createWriteStream(logFile, { flags: "a" });
  child.stderr?.pipe(log, { end: false });
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  await waitForReady(child, log, logFile);
  const startMs = performance.now() - started;
  return {
    url: `http://127.0.0.1:${env.PORT}`,
    pid: child.pid as number,
    startMs,
    memory: () => residentMegabytes(child.pid as number),
    async stop() {
      const asked = performance.now();
      if (child.exitCode === null && child.signalCode === null) child.kill("SIGTERM");
      await ended;
      log.end();
      return performance.now() - asked;
    },
  };
}

function waitForReady(child: ChildProcess, log: NodeJS.WritableStream, logFile: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => fail("was silent for a minute"), PATIENCE_MS);
    const fail = (what: string) => {
      clearTimeout(timer);
      child.kill("SIGKILL");
      reject(new Error(`The server ${what}; see ${logFile}`));
    };
    child.once("error", (error) => fail(error.message));
    child.once("exit", (code) => fail(`ended with ${code}`));
    let isReady = false;
    child.stdout?.on("data", (chunk: Buffer) => {
      log.write(chunk);
      if (isReady || !chunk.includes("Ready on")) return;
      isReady = true;
      clearTimeout(timer);
      child.removeAllListeners("exit");
      resolve();
    });
  });
}

/** Resident memory of a process, in megabytes; NaN where there is no /proc. */
function residentMegabytes(pid: number): number {
  try {
    return Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) / 1024;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return Number.NaN;
    throw error;
  }
}
