import { eq, sql } from "drizzle-orm";
import { users } from "#db/schema/accounts.ts";
import { invalid, refused } from "../../platform/app-error.ts";
import { type AttemptLimit, countAttempt } from "../../platform/auth/attempts.ts";
import { hashPassword } from "../../platform/auth/password-hash.ts";
import type { Context } from "../../platform/context.ts";
import { type Tx, transaction } from "../../platform/database/transaction.ts";
import { type Reply, reply } from "../../platform/http/reply.ts";
import type { Profile } from "./contract/profile.ts";
import { sendMail } from "./jobs.ts";
import { loadProfile } from "./load-profile.ts";
import { findMailedToken, spendMailedToken } from "./mailed-token.ts";
import { storePassword } from "./set-password.ts";
import { startClientSession } from "./start-session.ts";

/** Contract, conventions §12. */
const byAddress: AttemptLimit = { name: "reset-address", limit: 5, seconds: 30 * 60 };
const byEmail: AttemptLimit = { name: "reset-email", limit: 5, seconds: 60 * 60 };

const message =
  "Request for password reset is successful. Check your email for instructions, if you have an account with us.";

/**
 * Queues the mail. Whether the address is known is looked up by the job, so that neither answer nor time tells.
 *
 * @throws too_many_requests
 */
export async function requestPasswordReset(ctx: Context, { email }: { email: string }): Promise<{ message: string }> {
  if (ctx.client) await countAttempt(byAddress, ctx.client.address);
  await countAttempt(byEmail, email);
  return transaction(ctx, async (tx) => {
    tx.enqueue(sendMail, { mail: "password_reset", email });
    return { message };
  });
}

export interface NewPasswordByLink {
  reset_password_token: string;
  password: string;
  password_confirmation?: string | undefined;
}

/** Sets the password by a mailed link, of a reset or an invitation, confirms the address and signs in. @throws refused */
export async function resetPassword(ctx: Context, input: NewPasswordByLink): Promise<Reply<{ data: Profile }>> {
  return withNewPassword(ctx, input, async (tx, userId) => {
    const data = await loadProfile(tx, userId);
    return reply({ data }, { headers: await startClientSession(tx, data) });
  });
}

/** The same for the page, which then asks to sign in. */
export const resetPasswordOnWeb = (ctx: Context, input: NewPasswordByLink): Promise<void> =>
  withNewPassword(ctx, input, async () => undefined);

async function withNewPassword<T>(
  ctx: Context,
  input: NewPasswordByLink,
  then: (tx: Tx<Context>, userId: number) => Promise<T>,
): Promise<T> {
  requireSamePasswords(input);
  const passwordHash = await hashPassword(input.password);
  return transaction(ctx, async (tx) => {
    const token = await findMailedToken(tx, input.reset_password_token, ["password_reset", "invitation"]);
    if (!token) throw refused("Invalid token");
    await spendMailedToken(tx, token.id);
    await storePassword(tx, token.userId, { passwordHash });
    await tx.db
      .update(users)
      .set({ confirmedAt: sql`coalesce(${users.confirmedAt}, now())` })
      .where(eq(users.id, token.userId));
    return then(tx, token.userId);
  });
}

/** @throws invalid when a confirmation is given and differs */
export function requireSamePasswords(input: {
  password?: string | undefined;
  password_confirmation?: string | undefined;
}): void {
  if (input.password_confirmation !== undefined && input.password_confirmation !== input.password) {
    throw invalid("password_confirmation", "Password confirmation doesn't match Password");
  }
}
