import * as contract from "#server/domain/messages/contract/uploads.ts";
import { startWidgetUpload } from "#server/domain/visitors/widget-messages.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const POST = endpoint(contract.startWidgetUpload, startWidgetUpload);
