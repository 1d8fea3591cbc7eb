import { ConfigError, loadConfig } from "./platform/config.ts";
import { AlreadyRunningError } from "./platform/database/embedded-postgres.ts";
import { runtime } from "./platform/runtime.ts";
import { startServer } from "./start-server.ts";

const mode = { development: process.argv.includes("--dev"), demo: process.argv.includes("--demo") };

// A signal may come while the server still boots: it is then stopped as soon as it stands.
const starting = (async () => startServer(loadConfig(), mode))();
let stopping = false;

function stop(exitCode: number): void {
  if (stopping) return;
  stopping = true;
  starting
    .then((server) => server.stop())
    .then(() => process.exit(exitCode))
    .catch(leave);
}

/** What the operator can mend is a sentence; anything else keeps its stack. */
function leave(error: unknown): void {
  const isForOperator = error instanceof ConfigError || error instanceof AlreadyRunningError;
  console.error(isForOperator ? error.message : error);
  process.exit(1);
}

process.on("SIGTERM", () => stop(0));
process.on("SIGINT", () => stop(0));
// The launcher died without a word.
process.on("disconnect", () => stop(0));
process.on("uncaughtException", (err) => {
  if (stopping) return leave(err);
  runtime().log.fatal({ err }, "Nobody caught this; stopping");
  stop(1);
});
starting.catch(leave);
