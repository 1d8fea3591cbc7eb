import { invalid } from "../../platform/app-error.ts";
import { forgetMembership } from "../../platform/auth/membership.ts";
import type { AccountContext } from "../../platform/context.ts";
import type { Input } from "../../platform/contract/operation.ts";
import { type Tx, transaction } from "../../platform/database/transaction.ts";
import { canManageAgents } from "../../policies/accounts.ts";
import { authorize } from "../../policies/authorize.ts";
import { noteChange } from "../audit-logs/note-change.ts";
import type { Agent } from "./contract/agent.ts";
import type { createAgent as operation } from "./contract.ts";
import { findPersonByEmail, insertMembership, insertPerson } from "./insert-person.ts";
import { sendMail } from "./jobs.ts";
import { getAgentRow } from "./queries.ts";
import { requireWithinLimit } from "./require-within-limit.ts";
import { serializeAgent } from "./serialize.ts";

type NewAgent = Input<typeof operation>;

/**
 * Adds a person to the account and mails them; who is new to the installation chooses a password by the mailed link.
 *
 * @throws forbidden; invalid when the person is a member already; refused with 402 when the account may have no more
 */
export async function createAgent(ctx: AccountContext, input: NewAgent): Promise<Agent> {
  const agent = await transaction(ctx, async (tx) => {
    authorize(canManageAgents(tx));
    const userId = await addPerson(tx, input);
    if (userId === null) throw invalid("user_id", "User has already been taken");
    await requireWithinLimit(tx, "agents");
    return serializeAgent(await getAgentRow(tx, userId));
  });
  forgetMembership(ctx.accountId, agent.id);
  return agent;
}

/** Invites everybody who is not here yet, as agents. Known members are left alone (contract, settings §3). */
export async function bulkCreateAgents(ctx: AccountContext, input: { emails: string[] }): Promise<void> {
  const added = await transaction(ctx, async (tx) => {
    authorize(canManageAgents(tx));
    const ids: number[] = [];
    for (const email of [...new Set(input.emails)].sort()) {
      const name = email.split("@")[0] ?? email;
      const id = await addPerson(tx, { email, name, role: "agent" });
      if (id !== null) ids.push(id);
    }
    if (ids.length > 0) await requireWithinLimit(tx, "agents");
    return ids;
  });
  for (const userId of added) forgetMembership(ctx.accountId, userId);
}

/** Null when the person is a member already. */
async function addPerson(tx: Tx, input: NewAgent): Promise<number | null> {
  const { email, name } = input;
  const inserted = await insertPerson(tx, { email, name, passwordHash: null, isConfirmed: false });
  const userId = inserted?.id ?? (await findPersonByEmail(tx, email))?.id;
  if (userId === undefined) throw new Error("An address was taken and is not there");
  const inviterId = tx.actor.kind === "user" ? tx.actor.userId : null;
  const isNew = await insertMembership(tx, {
    accountId: tx.accountId,
    userId,
    role: input.role,
    // Somebody who was invited is offline until they come (contract, settings §3).
    availability: input.availability ?? input.availability_status ?? "offline",
    autoOffline: input.auto_offline ?? true,
    inviterId,
  });
  if (!isNew) return null;
  tx.enqueue(sendMail, { mail: "invitation", userId, accountId: tx.accountId, inviterId });
  tx.emit("agent.changed", { user_id: userId });
  noteChange(tx, { record: "AccountUser", id: userId, action: "create", changes: { email, role: input.role } });
  return userId;
}
