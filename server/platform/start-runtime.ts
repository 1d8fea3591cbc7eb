import type { Config } from "./config.ts";
import { openDatabase } from "./database/database.ts";
import { openWakeUp } from "./jobs/wake-workers.ts";
import { createLogger } from "./log.ts";
import { createMetrics } from "./metrics.ts";
import { type Runtime, setRuntime } from "./runtime.ts";
import { openStorage } from "./storage/open-storage.ts";

export interface RuntimeOptions {
  /** PostgreSQL that is migrated already. */
  databaseUrl: string;
  /** Connections kept at most. */
  connections: number;
  /** Hears every statement; for tests. */
  onStatement?: (statement: string) => void;
  /** Where log lines go; stdout unless said. */
  logTo?: "stdout" | "stderr";
}

/**
 * Sets `runtime()` for this process. Opens nothing yet: the pool connects with its first statement.
 *
 * @returns the runtime and `close`, which lets running statements finish for five seconds
 */
export function startRuntime(config: Config, options: RuntimeOptions): { runtime: Runtime; close(): Promise<void> } {
  const { sql, db } = openDatabase(options.databaseUrl, options.connections, options.onStatement);
  const log = createLogger(config.logLevel, options.logTo);
  const wakeUp = openWakeUp(options.databaseUrl, log);
  const runtime: Runtime = {
    config: { ...config, databaseUrl: options.databaseUrl },
    log,
    metrics: createMetrics(),
    sql,
    db,
    wakeWorkers: wakeUp.wake,
    storage: openStorage(config.storageUrl),
    caches: new Map(),
  };
  setRuntime(runtime);
  return {
    runtime,
    async close() {
      await Promise.all([sql.end({ timeout: 5 }), wakeUp.close()]);
    },
  };
}
