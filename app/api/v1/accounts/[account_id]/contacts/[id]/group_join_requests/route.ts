import * as contract from "#server/domain/groups/contract.ts";
import { listJoinRequests } from "#server/domain/groups/join-requests.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const GET = endpoint(contract.listJoinRequests, listJoinRequests);
