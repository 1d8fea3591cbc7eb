import * as accounts from "#server/domain/accounts/contract.ts";
import { bulkCreateAgents } from "#server/domain/accounts/create-agent.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const POST = endpoint(accounts.bulkCreateAgents, bulkCreateAgents);
