import * as contract from "#server/domain/visitors/contract/widget.ts";
import { getWidgetContact, updateWidgetContact } from "#server/domain/visitors/widget-contact.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const GET = endpoint(contract.getWidgetContact, getWidgetContact);
export const PATCH = endpoint(contract.updateWidgetContact, updateWidgetContact);
export const PUT = PATCH;
