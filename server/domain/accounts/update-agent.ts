import { and, eq } from "drizzle-orm";
import { accountUsers, users } from "#db/schema/accounts.ts";
import { refused } from "../../platform/app-error.ts";
import { forgetMembership } from "../../platform/auth/membership.ts";
import type { AccountContext } from "../../platform/context.ts";
import type { Input } from "../../platform/contract/operation.ts";
import { type Tx, transaction } from "../../platform/database/transaction.ts";
import { canManageAgents } from "../../policies/accounts.ts";
import { authorize } from "../../policies/authorize.ts";
import { changesBetween, noteChange } from "../audit-logs/note-change.ts";
import { announcePerson } from "./announce-person.ts";
import type { Agent } from "./contract/agent.ts";
import type { updateAgent as operation } from "./contract.ts";
import { getAgentRow } from "./queries.ts";
import { serializeAgent } from "./serialize.ts";

/** Changes a member. @throws forbidden, not_found; refused when no administrator would be left */
export async function updateAgent(ctx: AccountContext, input: Input<typeof operation>): Promise<Agent> {
  const agent = await transaction(ctx, async (tx) => {
    authorize(canManageAgents(tx));
    const before = await getAgentRow(tx, input.id);
    if (input.role === "agent" && before.role === "administrator") await requireOtherAdministrator(tx, input.id);
    const availability = input.availability ?? input.availability_status ?? undefined;
    const changes = { role: input.role, availability, autoOffline: input.auto_offline ?? undefined };
    if (Object.values(changes).some((value) => value !== undefined)) {
      await tx.db
        .update(accountUsers)
        .set(changes)
        .where(and(eq(accountUsers.accountId, tx.accountId), eq(accountUsers.userId, input.id)));
    }
    if (input.name !== undefined) {
      await tx.db.update(users).set({ name: input.name, updatedAt: new Date() }).where(eq(users.id, input.id));
    }
    await announcePerson(tx, input.id);
    const after = await getAgentRow(tx, input.id);
    const changed = changesBetween(before, after, names);
    noteChange(tx, { record: "AccountUser", id: input.id, action: "update", changes: changed });
    return serializeAgent(after);
  });
  forgetMembership(ctx.accountId, input.id);
  return agent;
}

const names = { name: "name", role: "role", availability: "availability", autoOffline: "auto_offline" } as const;

/** Locks the administrators, so that two who go at the same time do not both go. @throws refused */
export async function requireOtherAdministrator(tx: Tx, userId: number): Promise<void> {
  const administrators = await tx.db
    .select({ userId: accountUsers.userId })
    .from(accountUsers)
    .where(and(eq(accountUsers.accountId, tx.accountId), eq(accountUsers.role, "administrator")))
    .orderBy(accountUsers.userId)
    .for("update");
  if (administrators.every((row) => row.userId === userId))
    throw refused("The account needs at least one administrator");
}
