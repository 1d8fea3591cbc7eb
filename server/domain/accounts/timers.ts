import { sql } from "drizzle-orm";
import { mailedTokens, sessions } from "#db/schema/accounts.ts";
import { deleteOldAttempts } from "../../platform/auth/attempts.ts";
import type { Context } from "../../platform/context.ts";
import { transaction } from "../../platform/database/transaction.ts";
import { deleteOldIdempotencyKeys } from "../../platform/http/idempotency.ts";
import { defineTimer } from "../../platform/jobs/define-timer.ts";

/** Removes every hour what has ended: sign-ins, mailed links, counters of attempts, answers kept for repeats. */
export const forgetEndedSignIns = defineTimer({
  name: "forget_ended_sign_ins",
  everySeconds: 60 * 60,
  pool: "slow",
  run: forgetEnded,
});

async function forgetEnded(): Promise<void> {
  const ctx: Context = { actor: { kind: "system" }, requestId: "forget_ended_sign_ins", locale: "en" };
  await transaction(ctx, async (tx) => {
    await tx.db.delete(sessions).where(sql`${sessions.expiresAt} < now()`);
    await tx.db.delete(mailedTokens).where(sql`${mailedTokens.expiresAt} < now()`);
    await deleteOldIdempotencyKeys(tx);
  });
  await deleteOldAttempts();
}
