import * as accounts from "#server/domain/accounts/contract.ts";
import { deleteAgent } from "#server/domain/accounts/delete-agent.ts";
import { updateAgent } from "#server/domain/accounts/update-agent.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const PATCH = endpoint(accounts.updateAgent, updateAgent);
export const PUT = PATCH;
export const DELETE = endpoint(accounts.deleteAgent, deleteAgent);
