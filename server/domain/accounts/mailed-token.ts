import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { mailedTokens } from "#db/schema/accounts.ts";
import type { Context } from "../../platform/context.ts";
import type { Tx } from "../../platform/database/transaction.ts";
import { hashToken, newToken } from "../../platform/secrets.ts";

export type Purpose = "password_reset" | "invitation" | "email_change" | "single_sign_on";

/** Hours a link lives; of a password reset and of a sign-in without password: contract, conventions §2.3. */
export const linkHours: Record<Purpose, number> = {
  password_reset: 6,
  invitation: 7 * 24,
  email_change: 24,
  single_sign_on: 5 / 60,
};

/** Makes the token of a mailed link; links for the same purpose that were sent before stop working. */
export async function insertMailedToken(tx: Tx<Context>, userId: number, purpose: Purpose): Promise<string> {
  await deleteMailedTokens(tx, userId, [purpose]);
  const token = newToken(32);
  const expiresAt = new Date(Date.now() + linkHours[purpose] * 60 * 60 * 1000);
  await tx.db.insert(mailedTokens).values({ userId, purpose, tokenHash: hashToken(token), expiresAt });
  return token;
}

export type MailedToken = typeof mailedTokens.$inferSelect;

/** Finds and locks a token that may still be used; of two uses at once the second waits and then finds it used. */
export async function findMailedToken(
  tx: Tx<Context>,
  token: string,
  purposes: Purpose[],
): Promise<MailedToken | null> {
  const [row] = await tx.db
    .select()
    .from(mailedTokens)
    .where(
      and(
        eq(mailedTokens.tokenHash, hashToken(token)),
        inArray(mailedTokens.purpose, purposes),
        isNull(mailedTokens.usedAt),
        sql`${mailedTokens.expiresAt} > now()`,
      ),
    )
    .for("update");
  return row ?? null;
}

export async function spendMailedToken(tx: Tx<Context>, id: number): Promise<void> {
  await tx.db.update(mailedTokens).set({ usedAt: new Date() }).where(eq(mailedTokens.id, id));
}

export async function deleteMailedTokens(tx: Tx<Context>, userId: number, purposes: Purpose[]): Promise<void> {
  await tx.db
    .delete(mailedTokens)
    .where(and(eq(mailedTokens.userId, userId), inArray(mailedTokens.purpose, purposes), isNull(mailedTokens.usedAt)));
}
