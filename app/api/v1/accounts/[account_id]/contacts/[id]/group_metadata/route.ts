import { updateGroupMetadata } from "#server/domain/groups/change-metadata.ts";
import * as contract from "#server/domain/groups/contract.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const PATCH = endpoint(contract.updateGroupMetadata, updateGroupMetadata);
export const PUT = PATCH;
