import * as acts from "#server/domain/conversations/contract/acts.ts";
import * as contract from "#server/domain/conversations/contract.ts";
import { deleteConversation } from "#server/domain/conversations/delete-conversation.ts";
import { getConversation } from "#server/domain/conversations/queries/get-conversation.ts";
import { updateConversation } from "#server/domain/conversations/set-priority.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const GET = endpoint(contract.getConversation, getConversation);
export const PATCH = endpoint(contract.updateConversation, updateConversation);
export const PUT = endpoint(contract.updateConversation, updateConversation);
export const DELETE = endpoint(acts.deleteConversation, deleteConversation);
