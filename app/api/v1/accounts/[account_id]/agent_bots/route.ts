import * as agentBots from "#server/domain/agent-bots/contract.ts";
import { createAgentBot } from "#server/domain/agent-bots/create-agent-bot.ts";
import { listAgentBots } from "#server/domain/agent-bots/queries.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const GET = endpoint(agentBots.listAgentBots, listAgentBots);
export const POST = endpoint(agentBots.createAgentBot, createAgentBot);
