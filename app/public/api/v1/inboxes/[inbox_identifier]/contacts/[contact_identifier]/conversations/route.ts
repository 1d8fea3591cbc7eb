import * as contract from "#server/domain/visitors/contract/public.ts";
import { createPublicConversation, listPublicConversations } from "#server/domain/visitors/public-conversations.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const GET = endpoint(contract.listPublicConversations, listPublicConversations);
export const POST = endpoint(contract.createPublicConversation, createPublicConversation);
