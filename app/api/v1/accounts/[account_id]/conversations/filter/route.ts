import * as find from "#server/domain/conversations/contract/find.ts";
import { filterConversations } from "#server/domain/conversations/queries/filter-conversations.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const POST = endpoint(find.filterConversations, filterConversations);
