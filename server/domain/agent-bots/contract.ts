import { z } from "zod";
import { attributeHash, picture, textUpTo, wireId } from "../../platform/contract/fields.ts";
import { operation } from "../../platform/contract/operation.ts";

const base = "/api/v1/accounts/{account_id}/agent_bots";

/** A program that answers in inboxes (contract, settings §13). */
export const agentBot = z.object({
  id: z.number(),
  name: z.string(),
  description: z.string().nullable(),
  thumbnail: z.string(),
  /** Missing for bots of the installation. */
  outgoing_url: z.string().nullish(),
  bot_type: z.string(),
  bot_config: attributeHash,
  /** Null for bots of the installation. */
  account_id: z.number().nullable(),
  /** For administrators, of bots of this account: what the bot signs in with. */
  access_token: z.string().optional(),
  /** For administrators, of bots of this account: what calls to `outgoing_url` are signed with. */
  secret: z.string().optional(),
  system_bot: z.boolean(),
});
export type AgentBot = z.infer<typeof agentBot>;

const httpUrl = z
  .url({ protocol: /^https?$/, error: "is invalid" })
  .max(2048, "is too long (maximum is 2048 characters)");
const orBlank = <T extends z.ZodType>(schema: T) => z.union([z.literal("").transform(() => null), z.null(), schema]);
const name = z.string().trim().min(1, "can't be blank").max(255, "is too long (maximum is 255 characters)");

const botFields = {
  description: textUpTo(20_000).nullish(),
  outgoing_url: orBlank(httpUrl).optional(),
  avatar: picture.optional(),
  avatar_url: orBlank(httpUrl).optional(),
  /** By name or by number; there is one kind. */
  bot_type: z.union([z.literal("webhook"), z.literal(0), z.literal("0")], "is not included in the list").nullish(),
  bot_config: attributeHash.nullish(),
};
const botPath = z.object({ id: wireId });

export const listAgentBots = operation({
  id: "agent_bots.list",
  method: "GET",
  path: base,
  summary: "Bots of the account and of the installation",
  tag: "Agent bots",
  callers: ["user"],
  response: z.array(agentBot),
});

export const getAgentBot = operation({
  id: "agent_bots.get",
  method: "GET",
  path: `${base}/{id}`,
  summary: "One bot",
  tag: "Agent bots",
  callers: ["user"],
  params: botPath,
  response: agentBot,
});

export const createAgentBot = operation({
  id: "agent_bots.create",
  method: "POST",
  path: base,
  summary: "Create a bot with its access token",
  tag: "Agent bots",
  callers: ["administrator"],
  rootKey: "agent_bot",
  body: z.object({ name, ...botFields }),
  response: agentBot,
  maxBytes: 16 * 1024 * 1024,
});

export const updateAgentBot = operation({
  id: "agent_bots.update",
  method: "PATCH",
  path: `${base}/{id}`,
  summary: "Change a bot of the account",
  tag: "Agent bots",
  callers: ["administrator"],
  params: botPath,
  rootKey: "agent_bot",
  body: z.object({ name: name.optional(), ...botFields }),
  response: agentBot,
  maxBytes: 16 * 1024 * 1024,
});

export const deleteAgentBot = operation({
  id: "agent_bots.delete",
  method: "DELETE",
  path: `${base}/{id}`,
  summary: "Delete a bot of the account",
  tag: "Agent bots",
  callers: ["administrator"],
  params: botPath,
});

export const deleteAgentBotAvatar = operation({
  id: "agent_bots.delete_avatar",
  method: "DELETE",
  path: `${base}/{id}/avatar`,
  summary: "Remove the picture of a bot",
  tag: "Agent bots",
  callers: ["administrator"],
  params: botPath,
  response: agentBot,
});

export const resetAgentBotToken = operation({
  id: "agent_bots.reset_access_token",
  method: "POST",
  path: `${base}/{id}/reset_access_token`,
  summary: "Give a bot a new access token; the old one is dead at once",
  tag: "Agent bots",
  callers: ["administrator"],
  params: botPath,
  response: agentBot,
});
