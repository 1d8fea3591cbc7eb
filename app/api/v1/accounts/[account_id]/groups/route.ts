import * as contract from "#server/domain/groups/contract.ts";
import { createGroup } from "#server/domain/groups/create-group.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const POST = endpoint(contract.createGroup, createGroup);
