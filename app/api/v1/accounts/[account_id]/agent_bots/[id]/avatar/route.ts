import * as agentBots from "#server/domain/agent-bots/contract.ts";
import { deleteAgentBotAvatar } from "#server/domain/agent-bots/update-agent-bot.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const DELETE = endpoint(agentBots.deleteAgentBotAvatar, deleteAgentBotAvatar);
