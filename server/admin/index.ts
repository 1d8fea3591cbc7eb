import { DrizzleQueryError } from "drizzle-orm";
import { isAppError } from "../platform/app-error.ts";
import { loadConfig } from "../platform/config.ts";
import { openDatabaseServer } from "../platform/database/open-database-server.ts";
import { startRuntime } from "../platform/start-runtime.ts";
import { parseCommand } from "./parse-command.ts";

/** Prints exactly one JSON object on stdout, whatever happens; what is for people goes to stderr. */
async function main(): Promise<number> {
  try {
    const { command, flags } = parseCommand(process.argv.slice(2));
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
  if (isAppError(error) && error.code === "not_found") return `Not found: ${error.message}`;
  if (isAppError(error)) return error.details.public ?? error.message;
  // Drizzle's own message is the statement with all its values; what is wrong says the cause.
  if (error instanceof DrizzleQueryError) return sentenceOf(error.cause);
  return error instanceof Error ? error.message : String(error);
}

process.exitCode = await main();
// A database connection that lingers must not keep the command alive.
process.exit();
