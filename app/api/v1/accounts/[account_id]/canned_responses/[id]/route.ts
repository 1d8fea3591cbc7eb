import * as cannedResponses from "#server/domain/canned-responses/contract.ts";
import { deleteCannedResponse, updateCannedResponse } from "#server/domain/canned-responses/write-canned-response.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const PATCH = endpoint(cannedResponses.updateCannedResponse, updateCannedResponse);
export const PUT = PATCH;
export const DELETE = endpoint(cannedResponses.deleteCannedResponse, deleteCannedResponse);
