import * as cannedResponses from "#server/domain/canned-responses/contract.ts";
import { listCannedResponses } from "#server/domain/canned-responses/list-canned-responses.ts";
import { createCannedResponse } from "#server/domain/canned-responses/write-canned-response.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const GET = endpoint(cannedResponses.listCannedResponses, listCannedResponses);
export const POST = endpoint(cannedResponses.createCannedResponse, createCannedResponse);
