import { z } from "zod";
import { listOf, wireId } from "../../../platform/contract/fields.ts";
import { operation } from "../../../platform/contract/operation.ts";
import { agent } from "../../accounts/contract/agent.ts";

const base = "/api/v1/accounts/{account_id}/conversations/{conversation_id}";
const params = z.object({ conversation_id: wireId });
const body = z.object({ user_ids: listOf(wireId) });

const common = { path: `${base}/participants`, tag: "Conversations", callers: ["user"], params } as const;

export const listParticipants = operation({
  ...common,
  id: "participants.list",
  method: "GET",
  summary: "People who follow a conversation",
  response: z.array(agent),
});

export const addParticipants = operation({
  ...common,
  id: "participants.add",
  method: "POST",
  summary: "Let people follow a conversation; answers with those who are new",
  body,
  response: z.array(agent),
});

export const setParticipants = operation({
  ...common,
  id: "participants.set",
  method: "PATCH",
  summary: "Choose exactly who follows a conversation",
  body,
  response: z.array(agent),
});

export const removeParticipants = operation({
  ...common,
  id: "participants.remove",
  method: "DELETE",
  summary: "Let people stop following a conversation",
  body,
});

/** Somebody of the team behind an `@`. */
const mentionableAgent = z.object({
  id: z.number(),
  name: z.string(),
  thumbnail: z.string(),
  availability_status: z.string(),
  /** False: they cannot open this conversation, and a mention does not reach them. */
  has_access: z.boolean(),
});

const mentionableTeam = z.object({
  id: z.number(),
  name: z.string(),
  member_count: z.number(),
  /** Members who cannot open this conversation. */
  without_access: z.array(z.object({ id: z.number(), name: z.string() })),
});
export type MentionableAgent = z.infer<typeof mentionableAgent>;
export type MentionableTeam = z.infer<typeof mentionableTeam>;

export const listMentionable = operation({
  id: "conversations.mentionable",
  method: "GET",
  path: `${base}/mentionable`,
  summary: "People and teams who can be mentioned in a note, and who of them can open the conversation",
  tag: "Conversations",
  callers: ["user"],
  params,
  response: z.object({ payload: z.object({ agents: z.array(mentionableAgent), teams: z.array(mentionableTeam) }) }),
});
