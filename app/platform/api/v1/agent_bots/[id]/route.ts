import * as contract from "#server/domain/agent-bots/contract/platform.ts";
import { deletePlatformBot, getPlatformBot, updatePlatformBot } from "#server/domain/agent-bots/platform-agent-bots.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const GET = endpoint(contract.getPlatformBot, getPlatformBot);
export const PATCH = endpoint(contract.updatePlatformBot, updatePlatformBot);
export const PUT = PATCH;
export const DELETE = endpoint(contract.deletePlatformBot, deletePlatformBot);
