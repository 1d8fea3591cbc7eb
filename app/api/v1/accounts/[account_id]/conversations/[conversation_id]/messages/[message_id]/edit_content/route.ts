import * as contract from "#server/domain/messages/contract.ts";
import { editMessage } from "#server/domain/messages/edit-message.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const PATCH = endpoint(contract.editMessage, editMessage);
export const PUT = endpoint(contract.editMessage, editMessage);
