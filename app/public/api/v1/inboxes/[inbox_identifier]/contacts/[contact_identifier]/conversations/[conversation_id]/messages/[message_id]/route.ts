import * as contract from "#server/domain/visitors/contract/public.ts";
import { submitPublicMessage } from "#server/domain/visitors/public-conversations.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const PATCH = endpoint(contract.submitPublicMessage, submitPublicMessage);
export const PUT = PATCH;
