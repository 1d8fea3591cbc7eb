import * as contract from "#server/domain/groups/contract.ts";
import { leaveGroup } from "#server/domain/groups/leave-group.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const POST = endpoint(contract.leaveGroup, leaveGroup);
