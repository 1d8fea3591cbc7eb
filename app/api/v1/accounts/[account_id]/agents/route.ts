import * as accounts from "#server/domain/accounts/contract.ts";
import { createAgent } from "#server/domain/accounts/create-agent.ts";
import { listAgents } from "#server/domain/accounts/list-agents.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const GET = endpoint(accounts.listAgents, listAgents);
export const POST = endpoint(accounts.createAgent, createAgent);
