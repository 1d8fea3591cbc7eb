import * as contract from "#server/domain/conversations/contract.ts";
import { createConversation } from "#server/domain/conversations/create-conversation.ts";
import { listConversations } from "#server/domain/conversations/queries/list-conversations.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const GET = endpoint(contract.listConversations, listConversations);
export const POST = endpoint(contract.createConversation, createConversation);
