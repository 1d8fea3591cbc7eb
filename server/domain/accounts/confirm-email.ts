import { and, eq, ne, sql } from "drizzle-orm";
import { users } from "#db/schema/accounts.ts";
import { refused } from "../../platform/app-error.ts";
import type { Context } from "../../platform/context.ts";
import { type Tx, transaction } from "../../platform/database/transaction.ts";
import { type Reply, reply } from "../../platform/http/reply.ts";
import { announcePerson } from "./announce-person.ts";
import type { Profile } from "./contract/profile.ts";
import { loadProfile } from "./load-profile.ts";
import { findMailedToken, spendMailedToken } from "./mailed-token.ts";
import { getUser, type UserRow } from "./queries.ts";
import { startClientSession } from "./start-session.ts";

/**
 * Confirms an address by a mailed link and signs in: of a person who was invited, or of somebody who moves to another
 * address. The link of an invitation stays good for choosing a password.
 *
 * @throws refused: `Invalid token`, `Already confirmed`
 */
export async function confirmEmail(
  ctx: Context,
  input: { confirmation_token: string },
): Promise<Reply<{ data: Profile }>> {
  return withConfirmed(ctx, input, async (tx, userId) => {
    const data = await loadProfile(tx, userId);
    return reply({ data }, { headers: await startClientSession(tx, data) });
  });
}

/** The same for the page, which then asks to sign in. */
export const confirmEmailOnWeb = (ctx: Context, input: { confirmation_token: string }): Promise<void> =>
  withConfirmed(ctx, input, async () => undefined);

async function withConfirmed<T>(
  ctx: Context,
  input: { confirmation_token: string },
  then: (tx: Tx<Context>, userId: number) => Promise<T>,
): Promise<T> {
  return transaction(ctx, async (tx) => {
    const token = await findMailedToken(tx, input.confirmation_token, ["invitation", "email_change"]);
    if (!token) throw refused("Invalid token");
    const user = await getUser(tx, token.userId);
    if (token.purpose === "email_change") {
      await moveToNewAddress(tx, user);
      await spendMailedToken(tx, token.id);
    } else {
      if (user.confirmedAt) throw refused("Already confirmed");
      await tx.db.update(users).set({ confirmedAt: sql`now()` }).where(eq(users.id, user.id));
    }
    await announcePerson(tx, user.id);
    return then(tx, user.id);
  });
}

async function moveToNewAddress(tx: Tx<Context>, user: UserRow): Promise<void> {
  const email = user.unconfirmedEmail;
  if (!email) throw refused("Already confirmed");
  const [taken] = await tx.db
    .select({ id: users.id })
    .from(users)
    .where(and(eq(sql`lower(${users.email})`, email), ne(users.id, user.id)));
  if (taken) throw refused("Email has already been taken");
  await tx.db
    .update(users)
    .set({
      email,
      unconfirmedEmail: null,
      confirmedAt: sql`coalesce(${users.confirmedAt}, now())`,
      updatedAt: new Date(),
    })
    .where(eq(users.id, user.id));
}
