import * as contract from "#server/domain/visitors/contract/widget.ts";
import { createWidgetMessage, listWidgetMessages } from "#server/domain/visitors/widget-messages.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const GET = endpoint(contract.listWidgetMessages, listWidgetMessages);
export const POST = endpoint(contract.createWidgetMessage, createWidgetMessage);
