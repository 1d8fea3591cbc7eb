import type { AccountContext } from "../../platform/context.ts";
import type { Team } from "./contract.ts";
import { getTeamRow, listTeamRows, serializeTeam } from "./queries.ts";

/** Every team of the account, by name (contract, settings §4). */
export async function listTeams(ctx: AccountContext): Promise<Team[]> {
  return (await listTeamRows(ctx)).map(serializeTeam);
}

/** One team. @throws not_found */
export async function getTeam(ctx: AccountContext, input: { team_id: number }): Promise<Team> {
  return serializeTeam(await getTeamRow(ctx, input.team_id));
}
