import type { AccountContext } from "../../platform/context.ts";
import { postgresCode, type Tx, transaction } from "../../platform/database/transaction.ts";

/** A row that somebody else made or took away meanwhile: unique index, foreign key. */
const MET_ANOTHER = ["23505", "23503"];
const MOST_ATTEMPTS = 3;

/**
 * A transaction that stores what a provider told. Two inboxes of an account may learn at the same moment that somebody they know is
 * one person; the database lets one of them, and the other does everything again and finds what the first has made of it.
 */
export async function ingestTransaction<T>(ctx: AccountContext, work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await transaction(ctx, work);
    } catch (error) {
      if (attempt === MOST_ATTEMPTS || !MET_ANOTHER.includes(postgresCode(error) ?? "")) throw error;
    }
  }
}
