import { sql } from "drizzle-orm";
import { type Context, database } from "../context.ts";
import type { Database } from "./database.ts";

const CANCELED = "57014";

/**
 * Reads for at most some milliseconds, outside of a transaction: for a statement that is fast on some data and slow on other, where
 * another way is known.
 *
 * @param mostMs  0: as long as it takes
 * @param read  one statement
 * @returns null when it did not get ready in time
 */
export async function atMost<T>(ctx: Context, mostMs: number, read: (db: Database) => Promise<T>): Promise<T | null> {
  try {
    return await database(ctx).transaction(async (tx) => {
      await tx.execute(sql`
        select set_config('statement_timeout', ${String(mostMs)}, true),
          set_config('enable_indexscan', 'off', true), set_config('enable_seqscan', 'off', true)`);
      return read(tx);
    });
  } catch (error) {
    if (isCanceled(error)) return null;
    throw error;
  }
}

/** The driver's error, or the one of the query builder around it. */
function isCanceled(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ("code" in error && error.code === CANCELED) || isCanceled(error.cause);
}
