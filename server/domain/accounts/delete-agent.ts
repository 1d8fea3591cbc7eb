import { and, eq } from "drizzle-orm";
import { accountUsers, users } from "#db/schema/accounts.ts";
import { forgetMembership } from "../../platform/auth/membership.ts";
import type { AccountContext, Context } from "../../platform/context.ts";
import { type Tx, transaction } from "../../platform/database/transaction.ts";
import { canManageAgents } from "../../policies/accounts.ts";
import { authorize } from "../../policies/authorize.ts";
import { noteChange } from "../audit-logs/note-change.ts";
import { deleteAccessToken } from "./insert-person.ts";
import { deleteFoldersJob } from "./jobs.ts";
import { getAgentRow } from "./queries.ts";
import { requireOtherAdministrator } from "./update-agent.ts";

/**
 * Removes a member: from inboxes and teams at once, by foreign keys; other nouns react to `agent.removed`. Who is in no other
 * account is deleted altogether (contract, settings §3).
 *
 * @throws forbidden, not_found; refused for the last administrator
 */
export async function deleteAgent(ctx: AccountContext, input: { id: number }): Promise<void> {
  await transaction(ctx, async (tx) => {
    authorize(canManageAgents(tx));
    const { role, email } = await getAgentRow(tx, input.id);
    if (role === "administrator") await requireOtherAdministrator(tx, input.id);
    await endMembership(tx, input.id);
    noteChange(tx, { record: "AccountUser", id: input.id, action: "destroy", changes: { email, role } });
  });
  forgetMembership(ctx.accountId, input.id);
}

/** Ends a membership of the transaction's account; who is in no other is deleted. */
export async function endMembership(tx: Tx, userId: number): Promise<void> {
  await tx.db
    .delete(accountUsers)
    .where(and(eq(accountUsers.accountId, tx.accountId), eq(accountUsers.userId, userId)));
  await deleteIfNowhere(tx, userId);
  tx.emit("agent.removed", { user_id: userId });
}

/** Deletes a person who is in no account any more, with their token; their picture goes in a job. */
export async function deleteIfNowhere(tx: Tx<Context>, userId: number): Promise<void> {
  const [elsewhere] = await tx.db
    .select({ accountId: accountUsers.accountId })
    .from(accountUsers)
    .where(eq(accountUsers.userId, userId))
    .limit(1);
  if (elsewhere) return;
  await deleteAccessToken(tx, "user", userId);
  await tx.db.delete(users).where(eq(users.id, userId));
  tx.enqueue(deleteFoldersJob, { folders: [`users/${userId}`] }, { priority: 10 });
}
