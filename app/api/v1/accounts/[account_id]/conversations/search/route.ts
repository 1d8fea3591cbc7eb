import * as find from "#server/domain/conversations/contract/find.ts";
import { searchConversations } from "#server/domain/conversations/queries/search-conversations.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const GET = endpoint(find.searchConversations, searchConversations);
