import { z } from "zod";
import { flag, textUpTo, wireId } from "../../platform/contract/fields.ts";
import { operation } from "../../platform/contract/operation.ts";
import { agent } from "../accounts/contract/agent.ts";

const base = "/api/v1/accounts/{account_id}/teams";

/** A team (contract, settings §4). `is_member` speaks of the caller. */
export const team = z.object({
  id: z.number(),
  name: z.string(),
  description: z.string().nullable(),
  allow_auto_assign: z.boolean(),
  account_id: z.number(),
  is_member: z.boolean(),
});
export type Team = z.infer<typeof team>;

const name = z
  .string("must not be blank")
  .trim()
  .toLowerCase()
  .min(1, "must not be blank")
  .max(255, "is too long (maximum is 255 characters)");

const teamFields = { description: textUpTo(20_000).nullish(), allow_auto_assign: flag.nullish() };
const teamPath = z.object({ team_id: wireId });

export const listTeams = operation({
  id: "teams.list",
  method: "GET",
  path: base,
  summary: "Teams of the account, by name",
  tag: "Teams",
  callers: ["user"],
  response: z.array(team),
});

export const getTeam = operation({
  id: "teams.get",
  method: "GET",
  path: `${base}/{team_id}`,
  summary: "One team",
  tag: "Teams",
  callers: ["user"],
  params: teamPath,
  response: team,
});

export const createTeam = operation({
  id: "teams.create",
  method: "POST",
  path: base,
  summary: "Create a team",
  tag: "Teams",
  callers: ["administrator"],
  rootKey: "team",
  body: z.object({ name, ...teamFields }),
  response: team,
});

export const updateTeam = operation({
  id: "teams.update",
  method: "PATCH",
  path: `${base}/{team_id}`,
  summary: "Change a team",
  tag: "Teams",
  callers: ["administrator"],
  params: teamPath,
  rootKey: "team",
  body: z.object({ name: name.optional(), ...teamFields }),
  response: team,
});

export const deleteTeam = operation({
  id: "teams.delete",
  method: "DELETE",
  path: `${base}/{team_id}`,
  summary: "Delete a team; its conversations stay, without a team",
  tag: "Teams",
  callers: ["administrator"],
  params: teamPath,
});

const membersPath = `${base}/{team_id}/team_members`;
const members = z.array(agent);

const people = z.object({
  user_ids: z.preprocess(
    (value) => (value === undefined || value === null || Array.isArray(value) ? value : [value]),
    z.array(wireId).max(1000, "has more than 1000 entries"),
  ),
});

export const listTeamMembers = operation({
  id: "team_members.list",
  method: "GET",
  path: membersPath,
  summary: "Members of a team, by name",
  tag: "Teams",
  callers: ["user"],
  params: teamPath,
  response: members,
});

export const addTeamMembers = operation({
  id: "team_members.add",
  method: "POST",
  path: membersPath,
  summary: "Add people to a team; answers those who are new",
  tag: "Teams",
  callers: ["administrator"],
  params: teamPath,
  body: people,
  response: members,
});

export const setTeamMembers = operation({
  id: "team_members.set",
  method: "PATCH",
  path: membersPath,
  summary: "Make exactly these people the members",
  tag: "Teams",
  callers: ["administrator"],
  params: teamPath,
  body: people,
  response: members,
});

export const removeTeamMembers = operation({
  id: "team_members.remove",
  method: "DELETE",
  path: membersPath,
  summary: "Take people out of a team",
  tag: "Teams",
  callers: ["administrator"],
  params: teamPath,
  body: people,
});
