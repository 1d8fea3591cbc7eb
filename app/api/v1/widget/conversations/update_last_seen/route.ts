import * as contract from "#server/domain/visitors/contract/widget.ts";
import { updateWidgetLastSeen } from "#server/domain/visitors/widget-conversations.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const POST = endpoint(contract.updateWidgetLastSeen, updateWidgetLastSeen);
