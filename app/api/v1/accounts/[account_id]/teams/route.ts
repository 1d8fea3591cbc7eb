import * as teams from "#server/domain/teams/contract.ts";
import { createTeam } from "#server/domain/teams/create-team.ts";
import { listTeams } from "#server/domain/teams/list-teams.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const GET = endpoint(teams.listTeams, listTeams);
export const POST = endpoint(teams.createTeam, createTeam);
