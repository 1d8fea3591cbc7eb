import * as contract from "#server/domain/inboxes/contract/assignable.ts";
import { listAssignableAgents } from "#server/domain/inboxes/list-assignable-agents.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const GET = endpoint(contract.listAssignableAgents, listAssignableAgents);
