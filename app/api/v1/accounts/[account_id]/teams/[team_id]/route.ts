import * as teams from "#server/domain/teams/contract.ts";
import { deleteTeam } from "#server/domain/teams/delete-team.ts";
import { getTeam } from "#server/domain/teams/list-teams.ts";
import { updateTeam } from "#server/domain/teams/update-team.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const GET = endpoint(teams.getTeam, getTeam);
export const PATCH = endpoint(teams.updateTeam, updateTeam);
export const PUT = PATCH;
export const DELETE = endpoint(teams.deleteTeam, deleteTeam);
