import { setFlagsFromString } from "node:v8";
import { ConfigError, loadConfig } from "./platform/config.ts";
import { AlreadyRunningError } from "./platform/database/embedded-postgres.ts";
import { runtime } from "./platform/runtime.ts";
import { startServer } from "./start-server.ts";

// Far more passes through than is kept. At V8's own pace the heap grows to a multiple of what is kept before it is cleaned up: a third more
// memory under load, for nothing that could be measured.
setFlagsFromString("--heap-growing-percent=60");

const mode = { development: process.argv.includes("--dev"), demo: process.argv.includes("--demo") };

/** A start that waits for something that does not come is given up. Whoever sent the signal waits for ten seconds as well. */
const BOOT_PATIENCE_MS = 8000;

// A signal may come while the server still boots: it is then stopped as soon as it stands.
const starting = (async () => startServer(loadConfig(), mode))();
let [started, stopping] = [false, false];

function stop(exitCode: number): void {
  if (stopping) return;
  stopping = true;
  if (!started) setTimeout(() => !started && process.exit(exitCode), BOOT_PATIENCE_MS).unref();
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
starting.then(() => {
  started = true;
}, leave);
