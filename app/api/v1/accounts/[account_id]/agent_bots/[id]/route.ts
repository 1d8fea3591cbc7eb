import * as agentBots from "#server/domain/agent-bots/contract.ts";
import { deleteAgentBot } from "#server/domain/agent-bots/delete-agent-bot.ts";
import { getAgentBot } from "#server/domain/agent-bots/queries.ts";
import { updateAgentBot } from "#server/domain/agent-bots/update-agent-bot.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const GET = endpoint(agentBots.getAgentBot, getAgentBot);
export const PATCH = endpoint(agentBots.updateAgentBot, updateAgentBot);
export const PUT = PATCH;
export const DELETE = endpoint(agentBots.deleteAgentBot, deleteAgentBot);
