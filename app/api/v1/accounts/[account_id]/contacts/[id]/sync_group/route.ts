import * as contract from "#server/domain/groups/contract.ts";
import { requestGroupSync } from "#server/domain/groups/sync-group.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const POST = endpoint(contract.syncGroup, requestGroupSync);
