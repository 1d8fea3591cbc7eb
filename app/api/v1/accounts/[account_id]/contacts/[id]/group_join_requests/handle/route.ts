import * as contract from "#server/domain/groups/contract.ts";
import { handleJoinRequests } from "#server/domain/groups/join-requests.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const POST = endpoint(contract.handleJoinRequests, handleJoinRequests);
