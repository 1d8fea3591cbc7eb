import { and, asc, eq, sql } from "drizzle-orm";
import { teamMembers, teams } from "#db/schema/accounts.ts";
import { notFound } from "../../platform/app-error.ts";
import { type AccountContext, database } from "../../platform/context.ts";
import { type AgentRow, findAgentRows } from "../accounts/queries.ts";
import type { Team } from "./contract.ts";

/** The row of one team, as a condition. */
export const thisTeam = (ctx: AccountContext, teamId: number) =>
  and(eq(teams.accountId, ctx.accountId), eq(teams.id, teamId));

const selectTeams = (ctx: AccountContext) =>
  database(ctx)
    .select({
      id: teams.id,
      accountId: teams.accountId,
      name: teams.name,
      description: teams.description,
      allowAutoAssign: teams.allowAutoAssign,
      isMember: sql<boolean>`exists (select from ${teamMembers} tm where tm.account_id = ${teams.accountId}
        and tm.team_id = ${teams.id} and tm.user_id = ${ctx.actor.kind === "user" ? ctx.actor.userId : 0})`,
    })
    .from(teams);
export type TeamRow = Awaited<ReturnType<typeof selectTeams>>[number];

/** Teams of the account, by name. One statement. */
export const listTeamRows = (ctx: AccountContext): Promise<TeamRow[]> =>
  selectTeams(ctx).where(eq(teams.accountId, ctx.accountId)).orderBy(asc(teams.name));

/** @throws not_found, also for teams of another account */
export async function getTeamRow(ctx: AccountContext, teamId: number): Promise<TeamRow> {
  const [row] = await selectTeams(ctx).where(thisTeam(ctx, teamId));
  if (!row) throw notFound(`team ${teamId}`);
  return row;
}

export async function listTeamMemberIds(ctx: AccountContext, teamId: number): Promise<number[]> {
  const rows = await database(ctx)
    .select({ userId: teamMembers.userId })
    .from(teamMembers)
    .where(and(eq(teamMembers.accountId, ctx.accountId), eq(teamMembers.teamId, teamId)));
  return rows.map((row) => row.userId);
}

/** These people of the account, by name. */
export async function listPeople(ctx: AccountContext, userIds: number[]): Promise<AgentRow[]> {
  const rows = await findAgentRows(ctx, userIds);
  return rows.sort((a, b) => a.name.toLowerCase().localeCompare(b.name.toLowerCase()) || a.id - b.id);
}

export const serializeTeam = (row: TeamRow): Team => ({
  id: row.id,
  name: row.name,
  description: row.description,
  allow_auto_assign: row.allowAutoAssign,
  account_id: row.accountId,
  is_member: row.isMember,
});
