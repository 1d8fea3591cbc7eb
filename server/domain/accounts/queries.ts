import { and, asc, desc, eq, inArray, sql } from "drizzle-orm";
import { accessTokens, accounts, accountUsers, sessions, users } from "#db/schema/accounts.ts";
import { AppError, notFound } from "../../platform/app-error.ts";
import { type AccountContext, type Context, database } from "../../platform/context.ts";
import { decrypt } from "../../platform/secrets.ts";

/** The person who acts. @throws unauthenticated for bots and strangers */
export function actingUserId(ctx: Context): number {
  if (ctx.actor.kind !== "user") throw new AppError("unauthenticated");
  return ctx.actor.userId;
}

/** An `api_access_token` in clear. @throws not_found when the owner has none */
export async function findAccessToken(
  ctx: Context,
  ownerType: "user" | "agent_bot" | "platform_app",
  ownerId: number,
): Promise<string> {
  const [row] = await database(ctx)
    .select({ sealed: accessTokens.tokenEncrypted })
    .from(accessTokens)
    .where(and(eq(accessTokens.ownerType, ownerType), eq(accessTokens.ownerId, ownerId)));
  if (!row) throw notFound("access token");
  return decrypt(row.sealed);
}

export type UserRow = typeof users.$inferSelect;

/** @throws not_found */
export async function getUser(ctx: Context, userId: number): Promise<UserRow> {
  const [row] = await database(ctx).select().from(users).where(eq(users.id, userId));
  if (!row) throw notFound(`user ${userId}`);
  return row;
}

const membershipColumns = {
  accountId: accountUsers.accountId,
  role: accountUsers.role,
  availability: accountUsers.availability,
  autoOffline: accountUsers.autoOffline,
  inviterId: accountUsers.inviterId,
  activeAt: accountUsers.activeAt,
};

/** The person's accounts, the one worked in last first. */
export async function listMemberships(ctx: Context, userId: number) {
  return database(ctx)
    .select({ ...membershipColumns, accountName: accounts.name, accountStatus: accounts.status })
    .from(accountUsers)
    .innerJoin(accounts, eq(accounts.id, accountUsers.accountId))
    .where(eq(accountUsers.userId, userId))
    .orderBy(sql`${accountUsers.activeAt} desc nulls last`, asc(accountUsers.accountId));
}
export type MembershipRow = Awaited<ReturnType<typeof listMemberships>>[number];

const agentColumns = {
  id: users.id,
  name: users.name,
  displayName: users.displayName,
  email: users.email,
  confirmedAt: users.confirmedAt,
  avatarKey: users.avatarKey,
  customAttributes: users.customAttributes,
  ...membershipColumns,
};

const selectAgents = (ctx: AccountContext) =>
  database(ctx).select(agentColumns).from(accountUsers).innerJoin(users, eq(users.id, accountUsers.userId));

/** Everybody of the account, by name. One statement. */
export const listAgentRows = (ctx: AccountContext) =>
  selectAgents(ctx).where(eq(accountUsers.accountId, ctx.accountId)).orderBy(sql`lower(${users.name})`, asc(users.id));
export type AgentRow = Awaited<ReturnType<typeof listAgentRows>>[number];

/** Those of the given people who are members of the account, in no order. No statement for an empty list. */
export async function findAgentRows(ctx: AccountContext, userIds: number[]): Promise<AgentRow[]> {
  if (userIds.length === 0) return [];
  return selectAgents(ctx).where(and(eq(accountUsers.accountId, ctx.accountId), inArray(accountUsers.userId, userIds)));
}

/** @throws not_found for who is no member of the account */
export async function getAgentRow(ctx: AccountContext, userId: number): Promise<AgentRow> {
  const [row] = await findAgentRows(ctx, [userId]);
  if (!row) throw notFound(`agent ${userId}`);
  return row;
}

/** Where a person is signed in, the latest first. */
export const listSessionRows = (ctx: Context, userId: number) =>
  database(ctx)
    .select()
    .from(sessions)
    .where(and(eq(sessions.userId, userId), sql`${sessions.expiresAt} > now()`))
    .orderBy(desc(sessions.lastSeenAt));

/** @throws not_found */
export async function getAccountRow(ctx: AccountContext) {
  const [row] = await database(ctx).select().from(accounts).where(eq(accounts.id, ctx.accountId));
  if (!row) throw notFound(`account ${ctx.accountId}`);
  return row;
}
export type AccountRow = Awaited<ReturnType<typeof getAccountRow>>;

/** True until the first account exists: then the set-up page is open. */
export async function isInstallationEmpty(ctx: Context): Promise<boolean> {
  const [row] = await database(ctx).select({ id: accounts.id }).from(accounts).limit(1);
  return row === undefined;
}
