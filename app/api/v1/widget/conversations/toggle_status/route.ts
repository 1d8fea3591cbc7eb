import * as contract from "#server/domain/visitors/contract/widget.ts";
import { endWidgetConversation } from "#server/domain/visitors/widget-conversations.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const GET = endpoint(contract.endWidgetConversation, endWidgetConversation);
