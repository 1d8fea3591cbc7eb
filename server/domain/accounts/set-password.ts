import { and, eq, ne } from "drizzle-orm";
import { sessions, users } from "#db/schema/accounts.ts";
import { notFound } from "../../platform/app-error.ts";
import { hashPassword } from "../../platform/auth/password-hash.ts";
import { type Context, database } from "../../platform/context.ts";
import { type Tx, transaction } from "../../platform/database/transaction.ts";
import { newToken } from "../../platform/secrets.ts";
import { announcePerson } from "./announce-person.ts";
import { findPersonByEmail } from "./insert-person.ts";
import { deleteMailedTokens } from "./mailed-token.ts";

/**
 * Stores a new password. Every other sign-in ends, sockets of old tokens too, and mailed links stop working (contract,
 * settings §2).
 *
 * @param keep  the session that may stay, or undefined
 */
export async function storePassword(
  tx: Tx<Context>,
  userId: number,
  { passwordHash, keep }: { passwordHash: string; keep?: string | undefined },
): Promise<void> {
  await tx.db
    .update(users)
    .set({ passwordHash, pubsubToken: newToken(), updatedAt: new Date() })
    .where(eq(users.id, userId));
  await tx.db.delete(sessions).where(and(eq(sessions.userId, userId), keep ? ne(sessions.id, keep) : undefined));
  await deleteMailedTokens(tx, userId, ["password_reset", "invitation"]);
  await announcePerson(tx, userId);
}

/** Sets the password of the person with this address and ends all their sign-ins. @throws not_found */
export async function setPassword(ctx: Context, input: { email: string; password: string }): Promise<{ id: number }> {
  const person = await findPersonByEmail({ db: database(ctx) }, input.email);
  if (!person) throw notFound(`user ${input.email}`);
  const passwordHash = await hashPassword(input.password);
  await transaction(ctx, (tx) => storePassword(tx, person.id, { passwordHash }));
  return { id: person.id };
}
