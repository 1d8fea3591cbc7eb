import { and, eq, inArray } from "drizzle-orm";
import { teamMembers } from "#db/schema/accounts.ts";
import { AppError } from "../../platform/app-error.ts";
import type { AccountContext } from "../../platform/context.ts";
import type { Input } from "../../platform/contract/operation.ts";
import { type Tx, transaction } from "../../platform/database/transaction.ts";
import { authorize } from "../../policies/authorize.ts";
import { canManageSettings } from "../../policies/settings.ts";
import type { Agent } from "../accounts/contract/agent.ts";
import { findAgentRows } from "../accounts/queries.ts";
import { serializeAgent } from "../accounts/serialize.ts";
import { noteChange } from "../audit-logs/note-change.ts";
import type { addTeamMembers as operation } from "./contract.ts";
import { getTeamRow, listPeople, listTeamMemberIds } from "./queries.ts";

type Change = Input<typeof operation>;

/** The members of a team, by name (contract, settings §4). @throws not_found */
export async function listTeamMembers(ctx: AccountContext, input: { team_id: number }): Promise<Agent[]> {
  await getTeamRow(ctx, input.team_id);
  return agents(ctx, await listTeamMemberIds(ctx, input.team_id));
}

/** Adds people. @returns those who were no members yet. @throws not_found; forbidden for people who are not in the account */
export async function addTeamMembers(ctx: AccountContext, input: Change): Promise<Agent[]> {
  return changeMembers(ctx, input, async (tx) => agents(tx, await insertMembers(tx, input)));
}

/** Makes exactly these people the members. @returns all of them. @throws as above */
export async function setTeamMembers(ctx: AccountContext, input: Change): Promise<Agent[]> {
  return changeMembers(ctx, input, async (tx) => {
    const before = await listTeamMemberIds(tx, input.team_id);
    await insertMembers(tx, input);
    const user_ids = before.filter((id) => !input.user_ids.includes(id));
    await deleteMembers(tx, { ...input, user_ids });
    return agents(tx, input.user_ids);
  });
}

/** Ends memberships; who is none is no error. @throws as above */
export async function removeTeamMembers(ctx: AccountContext, input: Change): Promise<void> {
  await changeMembers(ctx, input, (tx) => deleteMembers(tx, input));
}

async function changeMembers<T>(ctx: AccountContext, input: Change, change: (tx: Tx) => Promise<T>): Promise<T> {
  return transaction(ctx, async (tx) => {
    authorize(canManageSettings(tx));
    await getTeamRow(tx, input.team_id);
    const known = await findAgentRows(tx, input.user_ids);
    // The contract's answer, odd as it is: 401, and nothing is changed.
    if (known.length !== new Set(input.user_ids).size) throw new AppError("forbidden", { public: "Invalid User IDs" });
    return change(tx);
  });
}

async function insertMembers(tx: Tx, { team_id, user_ids }: Change): Promise<number[]> {
  if (user_ids.length === 0) return [];
  const wanted = [...new Set(user_ids)].sort((a, b) => a - b);
  const rows = await tx.db
    .insert(teamMembers)
    .values(wanted.map((userId) => ({ accountId: tx.accountId, teamId: team_id, userId })))
    .onConflictDoNothing()
    .returning({ userId: teamMembers.userId });
  return announce(tx, rows, { team_id, action: "create" });
}

async function deleteMembers(tx: Tx, { team_id, user_ids }: Change): Promise<void> {
  if (user_ids.length === 0) return;
  const { accountId, teamId, userId } = teamMembers;
  const rows = await tx.db
    .delete(teamMembers)
    .where(and(eq(accountId, tx.accountId), eq(teamId, team_id), inArray(userId, user_ids)))
    .returning({ userId });
  announce(tx, rows, { team_id, action: "destroy" });
}

/** A membership has no id of its own: the audit log knows it by its person. */
function announce(
  tx: Tx,
  rows: { userId: number }[],
  { team_id, action }: { team_id: number; action: "create" | "destroy" },
): number[] {
  const userIds = rows.map((row) => row.userId);
  if (userIds.length > 0) tx.emit("team_members.changed", { team_id, user_ids: userIds });
  for (const user_id of userIds) {
    noteChange(tx, { record: "TeamMember", id: user_id, action, changes: { team_id, user_id } });
  }
  return userIds;
}

const agents = async (ctx: AccountContext, userIds: number[]): Promise<Agent[]> =>
  (await listPeople(ctx, userIds)).map(serializeAgent);
