import postgres from "postgres";
import type { Logger } from "../log.ts";

export interface WakeUp {
  /** Tells the workers of all processes that jobs were committed. Returns at once. */
  wake(): void;
  close(): Promise<void>;
}

/**
 * Wakes workers after a commit, on a connection of its own. PostgreSQL could do so at the commit itself, but it lets only
 * one transaction that notifies commit at a time, its write to disk included: with eight writers a quarter of the
 * throughput was left. If the word is lost, workers find the jobs when they look by themselves, within two seconds.
 */
export function openWakeUp(url: string, log: Logger): WakeUp {
  const sql = postgres(url, {
    max: 1,
    idle_timeout: 60,
    connect_timeout: 10,
    connection: { application_name: "parley-wake" },
    onnotice: () => undefined,
  });
  let count = 0;
  let sending: Promise<void> | undefined;
  let isClosed = false;
  const send = async () => {
    // Whatever is committed while one word is under way shares the next.
    while (count > 0) {
      const payload = JSON.stringify({ count });
      count = 0;
      await sql`select pg_notify('jobs:insert', ${payload}::text)`;
    }
  };
  return {
    wake() {
      if (isClosed) return;
      count++;
      sending ??= send()
        .catch((err) => log.warn({ err }, "workers could not be woken"))
        .finally(() => {
          sending = undefined;
        });
    },
    async close() {
      isClosed = true;
      await sending;
      await sql.end({ timeout: 5 });
    },
  };
}
