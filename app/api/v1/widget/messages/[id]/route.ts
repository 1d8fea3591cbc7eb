import * as contract from "#server/domain/visitors/contract/widget.ts";
import { submitWidgetMessage } from "#server/domain/visitors/widget-messages.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const PATCH = endpoint(contract.submitWidgetMessage, submitWidgetMessage);
export const PUT = PATCH;
