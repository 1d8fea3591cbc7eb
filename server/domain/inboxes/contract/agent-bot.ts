import { z } from "zod";
import { wireId, wireIdOrNone } from "../../../platform/contract/fields.ts";
import { operation } from "../../../platform/contract/operation.ts";
import { agentBot } from "../../agent-bots/contract.ts";

const base = "/api/v1/accounts/{account_id}/inboxes/{id}";
const inboxPath = z.object({ id: wireId });

export const getInboxAgentBot = operation({
  id: "inboxes.agent_bot",
  method: "GET",
  path: `${base}/agent_bot`,
  summary: "The bot that answers in an inbox; an empty object without one",
  tag: "Inboxes",
  callers: ["user"],
  params: inboxPath,
  response: z.object({ agent_bot: z.union([agentBot, z.object({})]) }),
});

export const setInboxAgentBot = operation({
  id: "inboxes.set_agent_bot",
  method: "POST",
  path: `${base}/set_agent_bot`,
  summary: "Let a bot answer in an inbox; null ends it",
  tag: "Inboxes",
  callers: ["administrator"],
  params: inboxPath,
  body: z.object({ agent_bot: wireIdOrNone.optional() }),
});
