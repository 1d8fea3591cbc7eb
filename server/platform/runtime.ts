import type { Sql } from "postgres";
import type { Config } from "./config.ts";
import type { Database } from "./database/database.ts";
import type { WakeUp } from "./jobs/wake-workers.ts";
import type { Logger } from "./log.ts";
import type { Metrics } from "./metrics.ts";
import type { Storage } from "./storage/storage.ts";

/**
 * Everything that lives as long as the process. Modules are loaded twice (once by Node, once in Next's bundles), so
 * nothing of this may sit in a module: it hangs on `globalThis`. The socket server is not here on purpose:
 * route handlers write rows, and only the event dispatcher speaks to sockets.
 */
export interface Runtime {
  config: Config;
  log: Logger;
  metrics: Metrics;
  /** The one pool. Drizzle changed its parsers: raw statements get dates as text. */
  sql: Sql;
  db: Database;
  /** Called after each commit that added jobs. */
  wakeWorkers: WakeUp["wake"];
  storage: Storage;
  /** Small caches of this process, by name; see `cache.ts`. */
  caches: Map<string, Map<string, unknown>>;
}

const KEY = Symbol.for("parley.runtime");
const holder = globalThis as unknown as Record<symbol, Runtime | undefined>;

/** Called once by `server/index.ts`, by tests and by admin commands. */
export function setRuntime(value: Runtime): void {
  holder[KEY] = value;
}

/** Call inside functions only: `next build` loads route modules without a running server. */
export function runtime(): Runtime {
  const value = holder[KEY];
  if (!value) throw new Error("The runtime was not started");
  return value;
}
