import * as contract from "#server/domain/visitors/contract/widget.ts";
import { getWidgetConversation, startWidgetConversation } from "#server/domain/visitors/widget-conversations.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const GET = endpoint(contract.getWidgetConversation, getWidgetConversation);
export const POST = endpoint(contract.startWidgetConversation, startWidgetConversation);
