import * as contract from "#server/domain/visitors/contract/widget.ts";
import { removeWidgetContactAttributes } from "#server/domain/visitors/widget-contact.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const POST = endpoint(contract.removeWidgetContactAttributes, removeWidgetContactAttributes);
