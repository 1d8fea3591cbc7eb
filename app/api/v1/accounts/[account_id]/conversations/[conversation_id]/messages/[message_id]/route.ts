import * as contract from "#server/domain/messages/contract.ts";
import { deleteMessage } from "#server/domain/messages/delete-message.ts";
import { updateMessage } from "#server/domain/messages/update-message.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const DELETE = endpoint(contract.deleteMessage, deleteMessage);
export const PATCH = endpoint(contract.updateMessage, updateMessage);
export const PUT = endpoint(contract.updateMessage, updateMessage);
