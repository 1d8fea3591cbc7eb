import { AppError } from "../../platform/app-error.ts";
import { type AttemptLimit, clearAttempts, countAttempt } from "../../platform/auth/attempts.ts";
import { verifyPassword } from "../../platform/auth/password-hash.ts";
import { type Context, database } from "../../platform/context.ts";
import { transaction } from "../../platform/database/transaction.ts";
import { findPersonByEmail } from "./insert-person.ts";
import { findMailedToken, spendMailedToken } from "./mailed-token.ts";
import type { UserRow } from "./queries.ts";

/** Contract, conventions §12. */
const byAddress: AttemptLimit = { name: "sign-in-address", limit: 5, seconds: 5 * 60 };
const byEmail: AttemptLimit = { name: "sign-in-email", limit: 10, seconds: 15 * 60 };

export interface Credentials {
  email: string;
  password?: string | undefined;
  /** Stands for the password, once. */
  sso_auth_token?: string | undefined;
}

/**
 * The person whose password this is. Answers and their time are the same for unknown addresses. Only failures count
 * against the limits: a success clears them.
 *
 * @throws unauthenticated, too_many_requests
 */
export async function checkCredentials(
  ctx: Context,
  { email, password, sso_auth_token }: Credentials,
): Promise<UserRow> {
  const address = ctx.client?.address;
  if (address) await countAttempt(byAddress, address);
  await countAttempt(byEmail, email);
  const person = await findPersonByEmail({ db: database(ctx) }, email);
  const isRight = sso_auth_token
    ? person !== null && (await spendSignOnToken(ctx, person.id, sso_auth_token))
    : await verifyPassword(password ?? "", person?.passwordHash);
  if (!person || !isRight)
    throw new AppError("unauthenticated", { public: "Invalid login credentials. Please try again." });
  if (!person.confirmedAt) throw unconfirmed(person.email);
  if (address) await clearAttempts(byAddress, address);
  await clearAttempts(byEmail, email);
  return person;
}

const spendSignOnToken = (ctx: Context, userId: number, token: string): Promise<boolean> =>
  transaction(ctx, async (tx) => {
    const found = await findMailedToken(tx, token, ["single_sign_on"]);
    if (found?.userId !== userId) return false;
    await spendMailedToken(tx, found.id);
    return true;
  });

const unconfirmed = (email: string) =>
  new AppError("unauthenticated", {
    public: `A confirmation email was sent to your account at '${email}'. You must follow the instructions in the email before your account can be activated`,
  });
