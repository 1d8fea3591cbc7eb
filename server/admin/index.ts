import { DrizzleQueryError } from "drizzle-orm";
import { z } from "zod";
import { isAppError } from "../platform/app-error.ts";
import { loadConfig } from "../platform/config.ts";
import { openDatabaseServer } from "../platform/database/open-database-server.ts";
import { startRuntime } from "../platform/start-runtime.ts";
import type { AdminCommand } from "./command.ts";
import { commands } from "./commands.ts";
import { readFlags } from "./read-flags.ts";

/** Prints exactly one JSON object on stdout, whatever happens; what is for people goes to stderr. */
async function main(): Promise<number> {
  try {
    const [name = "", ...rest] = process.argv.slice(2);
    const command = commands[name];
    if (!command) throw new Error(`${name ? `There is no command ${name}. ` : ""}Commands: ${Object.keys(commands).join(", ")}`);
    const flags = checkFlags(command, readFlags(rest));
    const { result, ok = true, inLines = false } = await withRuntime(() => command.run(flags));
    print(result, inLines);
    return ok ? 0 : 1;
  } catch (error) {
    const sentence = sentenceOf(error);
    console.error(sentence);
    print({ error: sentence });
    return 1;
  }
}

function checkFlags(command: AdminCommand, given: Record<string, string>): unknown {
  const parsed = command.flags.safeParse(given);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ code, path, message }) => {
    const isMissing = code === "invalid_type" && given[String(path[0])] === undefined;
    return `--${path.join(".")} ${isMissing ? "is missing" : message}`;
  });
  throw new Error(faults.join("; "));
}

/** Beside a running server its database is used; if nothing runs, the embedded one is started for as long as it takes. */
async function withRuntime<T>(work: () => Promise<T>): Promise<T> {
  const config = loadConfig();
  const database = await openDatabaseServer(config, "admin");
  try {
    const { close } = startRuntime(config, { databaseUrl: database.url, connections: 4, logTo: "stderr" });
    return await work().finally(close);
  } finally {
    await database.stop();
  }
}

function print(result: Record<string, unknown>, inLines = false): void {
  console.log(JSON.stringify(result, null, inLines ? 1 : 0));
}

function sentenceOf(error: unknown): string {
  if (isAppError(error)) return error.details.public ?? (error.code === "not_found" ? `Not found: ${error.message}` : error.message);
  if (error instanceof z.ZodError) return z.prettifyError(error);
  // Drizzle's own message is the statement with all its values; what is wrong says the cause.
  if (error instanceof DrizzleQueryError) return sentenceOf(error.cause);
  return error instanceof Error ? error.message : String(error);
}

process.exitCode = await main();
// A database connection that lingers must not keep the command alive.
process.exit();
