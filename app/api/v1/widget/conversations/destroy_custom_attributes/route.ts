import * as contract from "#server/domain/visitors/contract/widget.ts";
import { removeWidgetCustomAttributes } from "#server/domain/visitors/widget-conversations.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const POST = endpoint(contract.removeWidgetCustomAttributes, removeWidgetCustomAttributes);
