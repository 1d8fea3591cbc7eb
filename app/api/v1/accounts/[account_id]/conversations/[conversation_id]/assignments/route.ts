import { assignConversation } from "#server/domain/conversations/assign-conversation.ts";
import * as contract from "#server/domain/conversations/contract.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const POST = endpoint(contract.assignConversation, assignConversation);
