import * as contract from "#server/domain/conversations/contract.ts";
import { listContactConversations } from "#server/domain/conversations/queries/list-conversations.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const GET = endpoint(contract.contactConversations, listContactConversations);
