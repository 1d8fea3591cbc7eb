import { and, asc, eq } from "drizzle-orm";
import { accountUsers } from "#db/schema/accounts.ts";
import { notFound, parameterMissing } from "../../platform/app-error.ts";
import { forgetMembership } from "../../platform/auth/membership.ts";
import { type Context, database, systemContext } from "../../platform/context.ts";
import { toIso } from "../../platform/contract/fields.ts";
import type { Input } from "../../platform/contract/operation.ts";
import { transaction } from "../../platform/database/transaction.ts";
import type * as contract from "./contract/platform.ts";
import type { PlatformMembership } from "./contract/platform.ts";
import { getPlatformAccount } from "./platform-accounts.ts";
import { requirePermission } from "./platform-permission.ts";
import { getUser } from "./queries.ts";

type MembershipRow = typeof accountUsers.$inferSelect;

/** Members of an account, the oldest first (contract, settings §17). @throws unauthenticated, not_found */
export async function listPlatformMembers(
  ctx: Context,
  input: Input<typeof contract.listPlatformMembers>,
): Promise<PlatformMembership[]> {
  await getPlatformAccount(ctx, input);
  const rows = await database(ctx)
    .select()
    .from(accountUsers)
    .where(eq(accountUsers.accountId, input.account_id))
    .orderBy(asc(accountUsers.createdAt), asc(accountUsers.userId));
  return rows.map(serialize);
}

/** Makes somebody a member, or gives a member another role. @throws unauthenticated, not_found */
export async function setPlatformMember(
  ctx: Context,
  input: Input<typeof contract.setPlatformMember>,
): Promise<PlatformMembership> {
  await getPlatformAccount(ctx, input);
  await getUser(ctx, input.user_id);
  await requirePermission(ctx, "user", input.user_id);
  const { account_id: accountId, user_id: userId, role } = input;
  const row = await transaction(systemContext(accountId, "platform"), async (tx) => {
    const [row] = await tx.db
      .insert(accountUsers)
      .values({ accountId, userId, role })
      .onConflictDoUpdate({ target: [accountUsers.accountId, accountUsers.userId], set: { role } })
      .returning();
    tx.emit("agent.changed", { user_id: userId });
    return row as MembershipRow;
  });
  forgetMembership(accountId, userId);
  return serialize(row);
}

/** Ends a membership; the person stays. @throws unauthenticated, not_found, parameter_missing */
export async function removePlatformMember(
  ctx: Context,
  input: Input<typeof contract.removePlatformMember>,
): Promise<void> {
  await getPlatformAccount(ctx, input);
  const { account_id: accountId, user_id: userId } = input;
  if (userId === undefined) throw parameterMissing("user_id");
  await transaction(systemContext(accountId, "platform"), async (tx) => {
    const [gone] = await tx.db
      .delete(accountUsers)
      .where(and(eq(accountUsers.accountId, accountId), eq(accountUsers.userId, userId)))
      .returning({ userId: accountUsers.userId });
    if (!gone) throw notFound(`member ${userId}`);
    tx.emit("agent.removed", { user_id: userId });
  });
  forgetMembership(accountId, userId);
}

const serialize = (row: MembershipRow): PlatformMembership => ({
  // A membership has no number of its own; the person's is unique in the account.
  id: row.userId,
  account_id: row.accountId,
  user_id: row.userId,
  role: row.role,
  inviter_id: row.inviterId,
  active_at: toIso(row.activeAt),
  availability: row.availability,
  auto_offline: row.autoOffline,
  custom_role_id: null,
  created_at: toIso(row.createdAt) ?? "",
  updated_at: toIso(row.createdAt) ?? "",
});
