import { eq } from "drizzle-orm";
import { accounts } from "#db/schema/accounts.ts";
import { notFound } from "../../platform/app-error.ts";
import type { Role } from "../../platform/auth/actor.ts";
import { forgetMembership } from "../../platform/auth/membership.ts";
import { hashPassword } from "../../platform/auth/password-hash.ts";
import type { Context } from "../../platform/context.ts";
import { type Tx, transaction } from "../../platform/database/transaction.ts";
import { announcePerson } from "./announce-person.ts";
import { findPersonByEmail, insertMembership, insertPerson } from "./insert-person.ts";
import { findAccessToken } from "./queries.ts";

export interface NewUser {
  accountId: number;
  name: string;
  email: string;
  password: string;
  role: Role;
}

export interface CreatedUser {
  id: number;
  access_token: string;
  pubsub_token: string;
}

/**
 * Creates a person who can sign in at once, as a member of the account. An address that is known gets the membership
 * added; name and password then stay as they are.
 *
 * @throws not_found for an unknown account
 */
export async function createUser(ctx: Context, user: NewUser): Promise<CreatedUser> {
  const passwordHash = await hashPassword(user.password);
  const email = user.email.trim().toLowerCase();
  const created = await transaction(ctx, async (tx) => {
    await requireAccount(tx, user.accountId);
    const person = { name: user.name.trim(), email, passwordHash, isConfirmed: true };
    const result = (await insertPerson(tx, person)) ?? (await findExisting(tx, email));
    const { accountId, role } = user;
    await insertMembership(tx, { accountId, userId: result.id, role });
    await announcePerson(tx, result.id);
    return { id: result.id, access_token: result.accessToken, pubsub_token: result.pubsubToken };
  });
  forgetMembership(user.accountId, created.id);
  return created;
}

async function requireAccount(tx: Tx<Context>, accountId: number): Promise<void> {
  const [account] = await tx.db.select({ id: accounts.id }).from(accounts).where(eq(accounts.id, accountId));
  if (!account) throw notFound(`account ${accountId}`);
}

async function findExisting(tx: Tx<Context>, email: string) {
  const person = await findPersonByEmail(tx, email);
  if (!person) throw new Error("An address was taken and is not there");
  return { id: person.id, pubsubToken: person.pubsubToken, accessToken: await findAccessToken(tx, "user", person.id) };
}
