import * as teams from "#server/domain/teams/contract.ts";
import { addTeamMembers, listTeamMembers, removeTeamMembers, setTeamMembers } from "#server/domain/teams/members.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const GET = endpoint(teams.listTeamMembers, listTeamMembers);
export const POST = endpoint(teams.addTeamMembers, addTeamMembers);
export const PATCH = endpoint(teams.setTeamMembers, setTeamMembers);
export const PUT = PATCH;
export const DELETE = endpoint(teams.removeTeamMembers, removeTeamMembers);
