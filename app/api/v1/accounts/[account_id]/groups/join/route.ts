import * as contract from "#server/domain/groups/contract.ts";
import { joinGroup } from "#server/domain/groups/join-group.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const POST = endpoint(contract.joinGroup, joinGroup);
