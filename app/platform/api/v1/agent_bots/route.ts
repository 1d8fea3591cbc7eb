import * as contract from "#server/domain/agent-bots/contract/platform.ts";
import { createPlatformBot, listPlatformBots } from "#server/domain/agent-bots/platform-agent-bots.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const GET = endpoint(contract.listPlatformBots, listPlatformBots);
export const POST = endpoint(contract.createPlatformBot, createPlatformBot);
