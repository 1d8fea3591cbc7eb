import * as agentBots from "#server/domain/agent-bots/contract.ts";
import { resetAgentBotToken } from "#server/domain/agent-bots/update-agent-bot.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const POST = endpoint(agentBots.resetAgentBotToken, resetAgentBotToken);
