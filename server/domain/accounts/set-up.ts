import { sql } from "drizzle-orm";
import { notFound } from "../../platform/app-error.ts";
import { type AttemptLimit, countAttempt } from "../../platform/auth/attempts.ts";
import { hashPassword } from "../../platform/auth/password-hash.ts";
import type { Context } from "../../platform/context.ts";
import { type Tx, transaction } from "../../platform/database/transaction.ts";
import { type Reply, reply } from "../../platform/http/reply.ts";
import type { Profile } from "./contract/profile.ts";
import { createAccount } from "./create-account.ts";
import { insertMembership, insertPerson } from "./insert-person.ts";
import { loadProfile } from "./load-profile.ts";
import { isInstallationEmpty } from "./queries.ts";
import { startClientSession, startWebSession } from "./start-session.ts";

/** Contract, conventions §12. */
const signUps: AttemptLimit = { name: "sign-up-address", limit: 5, seconds: 30 * 60 };

export interface SetUp {
  account_name: string;
  user_full_name: string;
  email: string;
  password: string;
  locale?: string | undefined;
  timezone?: string | undefined;
}

/**
 * Creates the first account and its owner and signs them in. Once: of two at the same time one wins, and afterwards there is
 * no such page.
 *
 * @throws not_found when the installation has an account already
 */
export async function setUp(ctx: Context, input: SetUp): Promise<Reply<{ data: Profile }>> {
  return withOwner(ctx, input, async (tx, owner) => {
    const data = await loadProfile(tx, owner.userId);
    return reply({ data }, { headers: await startClientSession(tx, data) });
  });
}

/** The same for the set-up page. @returns the session for the cookie, and the account to open */
export async function setUpOnWeb(ctx: Context, input: SetUp): Promise<{ session_id: string; account_id: number }> {
  return withOwner(ctx, input, async (tx, owner) => ({
    session_id: await startWebSession(tx, owner.userId),
    account_id: owner.accountId,
  }));
}

async function withOwner<T>(
  ctx: Context,
  input: SetUp,
  signIn: (tx: Tx<Context>, owner: { userId: number; accountId: number }) => Promise<T>,
): Promise<T> {
  if (!(await isInstallationEmpty(ctx))) throw notFound("set-up is over");
  if (ctx.client) await countAttempt(signUps, ctx.client.address);
  const passwordHash = await hashPassword(input.password);
  return transaction(ctx, async (tx) => {
    await tx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended('parley.set-up', 0))`);
    if (!(await isInstallationEmpty(tx))) throw notFound("set-up is over");
    return signIn(tx, await insertOwner(tx, input, passwordHash));
  });
}

async function insertOwner(tx: Tx<Context>, input: SetUp, passwordHash: string) {
  const { account_name, user_full_name, email, locale, timezone } = input;
  const account = await createAccount(tx, { name: account_name, locale, timezone });
  const uiSettings = locale ? { locale } : {};
  const person = { name: user_full_name, email, passwordHash, isConfirmed: true, uiSettings };
  const user = await insertPerson(tx, person);
  if (!user) throw notFound("a person exists already");
  await insertMembership(tx, { accountId: account.id, userId: user.id, role: "administrator" });
  return { userId: user.id, accountId: account.id };
}
