import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";

const root = path.resolve(import.meta.dirname, "../..");

/**
 * Runs an admin command beside the server that has this data folder.
 *
 * @param words  the command and its flags
 * @returns what it prints
 */
export async function runAdmin<T>(words: string[], dataDir = process.env.E2E_DATA_DIR): Promise<T> {
  const env = {
    ...process.env,
    NODE_ENV: "production" as const,
    DATA_DIR: dataDir,
    PORT: process.env.E2E_PORT,
    LOG_LEVEL: "warn",
  };
  const { stdout } = await promisify(execFile)("node", ["server/admin/index.ts", ...words], {
    cwd: root,
    env,
    timeout: 60_000,
  });
  return JSON.parse(stdout) as T;
}
