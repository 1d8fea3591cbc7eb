import * as contract from "#server/domain/visitors/contract/widget.ts";
import { setWidgetUser } from "#server/domain/visitors/widget-contact.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const PATCH = endpoint(contract.setWidgetUser, setWidgetUser);
export const PUT = PATCH;
