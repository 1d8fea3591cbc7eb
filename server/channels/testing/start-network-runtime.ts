import { tmpdir } from "node:os";
import path from "node:path";
import { loadConfig } from "#server/platform/config.ts";
import { startRuntime } from "#server/platform/start-runtime.ts";

/** Sets a `runtime()` for tests that speak HTTP but need no database: loopback may be reached, nothing is logged. */
export function startNetworkRuntime(variables: Record<string, string> = {}): { close(): Promise<void> } {
  const config = loadConfig({
    NODE_ENV: "test",
    DATA_DIR: path.join(tmpdir(), "parley-network-runtime"),
    SECRET_KEY: "a secret of tests only",
    ALLOW_PRIVATE_TARGETS: "true",
    LOG_LEVEL: "silent",
    ...variables,
  });
  return startRuntime(config, { databaseUrl: "postgres://nobody@127.0.0.1:1/none", connections: 1 });
}
