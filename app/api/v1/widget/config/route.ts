import * as contract from "#server/domain/visitors/contract/widget.ts";
import { getWidgetConfig } from "#server/domain/visitors/widget-config.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const POST = endpoint(contract.getWidgetConfig, getWidgetConfig);
