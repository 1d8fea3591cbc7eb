import { createHash } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { attemptCounters } from "#db/schema/accounts.ts";
import { AppError } from "../app-error.ts";
import { isLoopback, networkOf } from "../http/client-address.ts";
import { runtime } from "../runtime.ts";

/** At most `limit` attempts in `seconds`, counted over all processes. */
export interface AttemptLimit {
  /** What is limited: `sign-in`. */
  name: string;
  limit: number;
  seconds: number;
}

/**
 * Counts an attempt before it is made, so that many at once do not slip through, and whether or not the address exists.
 * Never inside a transaction: it would be forgotten with a failure.
 *
 * @param who  e-mail or network address; only its hash is kept. Loopback is exempt (contract, conventions §12)
 * @throws too_many_requests
 */
export async function countAttempt(rule: AttemptLimit, who: string): Promise<void> {
  if (isLoopback(who)) return;
  const resetsAt = sql`now() + make_interval(secs => ${rule.seconds})`;
  const over = sql`${attemptCounters.resetsAt} <= now()`;
  const [row] = await runtime()
    .db.insert(attemptCounters)
    .values({ key: keyOf(rule, who), count: 1, resetsAt })
    .onConflictDoUpdate({
      target: attemptCounters.key,
      set: {
        count: sql`case when ${over} then 1 else ${attemptCounters.count} + 1 end`,
        resetsAt: sql`case when ${over} then excluded.resets_at else ${attemptCounters.resetsAt} end`,
      },
    })
    .returning({ count: attemptCounters.count, resetsAt: attemptCounters.resetsAt });
  if (row && row.count > rule.limit) {
    const retryAfter = Math.max(1, Math.ceil((row.resetsAt.getTime() - Date.now()) / 1000));
    throw new AppError("too_many_requests", { retryAfter });
  }
}

/** After a success: the next mistakes count from one again. */
export async function clearAttempts(rule: AttemptLimit, who: string): Promise<void> {
  await runtime()
    .db.delete(attemptCounters)
    .where(eq(attemptCounters.key, keyOf(rule, who)));
}

/** Counters that ended tell nothing any more. */
export async function deleteOldAttempts(): Promise<void> {
  await runtime().db.delete(attemptCounters).where(sql`${attemptCounters.resetsAt} < now()`);
}

const keyOf = (rule: AttemptLimit, who: string): string =>
  `${rule.name}:${createHash("sha256").update(networkOf(who).toLowerCase()).digest("base64url")}`;
