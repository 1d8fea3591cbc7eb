import { and, eq, sql } from "drizzle-orm";
import { accessTokens, accountUsers, users } from "#db/schema/accounts.ts";
import type { Role } from "../../platform/auth/actor.ts";
import type { Context } from "../../platform/context.ts";
import type { Tx } from "../../platform/database/transaction.ts";
import { encrypt, hashToken, newToken } from "../../platform/secrets.ts";

export interface NewPerson {
  name: string;
  /** Lower-case. */
  email: string;
  /** Null for somebody who has yet to accept an invitation. */
  passwordHash: string | null;
  isConfirmed: boolean;
  uiSettings?: Record<string, unknown>;
}

export interface InsertedPerson {
  id: number;
  pubsubToken: string;
  accessToken: string;
}

/** Inserts a person with an API token; null when the address is taken. */
export async function insertPerson(tx: Tx<Context>, person: NewPerson): Promise<InsertedPerson | null> {
  const [row] = await tx.db
    .insert(users)
    .values({
      name: person.name,
      email: person.email,
      passwordHash: person.passwordHash,
      confirmedAt: person.isConfirmed ? new Date() : null,
      pubsubToken: newToken(),
      uiSettings: person.uiSettings ?? {},
    })
    .onConflictDoNothing()
    .returning({ id: users.id, pubsubToken: users.pubsubToken });
  return row ? { ...row, accessToken: await replaceAccessToken(tx, "user", row.id) } : null;
}

/** Gives the owner a new API token; an old one is dead with the commit. */
export async function replaceAccessToken(
  tx: Tx<Context>,
  ownerType: "user" | "agent_bot" | "platform_app",
  ownerId: number,
): Promise<string> {
  const token = newToken();
  const sealed = { tokenHash: hashToken(token), tokenEncrypted: encrypt(token) };
  await tx.db
    .insert(accessTokens)
    .values({ ownerType, ownerId, ...sealed })
    .onConflictDoUpdate({
      target: [accessTokens.ownerType, accessTokens.ownerId],
      set: { ...sealed, createdAt: new Date() },
    });
  return token;
}

/** Takes the owner's API token away. */
export async function deleteAccessToken(
  tx: Tx<Context>,
  ownerType: "user" | "agent_bot" | "platform_app",
  ownerId: number,
): Promise<void> {
  await tx.db.delete(accessTokens).where(and(eq(accessTokens.ownerType, ownerType), eq(accessTokens.ownerId, ownerId)));
}

export interface NewMembership {
  accountId: number;
  userId: number;
  role: Role;
  availability?: "online" | "busy" | "offline";
  autoOffline?: boolean;
  inviterId?: number | null;
}

/** False when the person is a member already. */
export async function insertMembership(tx: Tx<Context>, membership: NewMembership): Promise<boolean> {
  const rows = await tx.db
    .insert(accountUsers)
    .values(membership)
    .onConflictDoNothing()
    .returning({ userId: accountUsers.userId });
  return rows.length > 0;
}

/** The person with this address, whatever its case; null when nobody has it. */
export async function findPersonByEmail(tx: Pick<Tx<Context>, "db">, email: string) {
  const [row] = await tx.db
    .select()
    .from(users)
    .where(eq(sql`lower(${users.email})`, email.trim().toLowerCase()));
  return row ?? null;
}
