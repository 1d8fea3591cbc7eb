import * as contract from "#server/domain/visitors/contract/public.ts";
import { createPublicMessage, listPublicMessages } from "#server/domain/visitors/public-conversations.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const GET = endpoint(contract.listPublicMessages, listPublicMessages);
export const POST = endpoint(contract.createPublicMessage, createPublicMessage);
