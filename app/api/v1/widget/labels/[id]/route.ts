import * as contract from "#server/domain/visitors/contract/widget.ts";
import { removeWidgetLabel } from "#server/domain/visitors/widget-contact.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const DELETE = endpoint(contract.removeWidgetLabel, removeWidgetLabel);
