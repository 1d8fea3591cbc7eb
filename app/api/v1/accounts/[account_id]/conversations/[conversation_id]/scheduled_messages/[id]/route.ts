import * as contract from "#server/domain/scheduled-messages/contract.ts";
import { deleteScheduledMessage } from "#server/domain/scheduled-messages/delete-scheduled-message.ts";
import { updateScheduledMessage } from "#server/domain/scheduled-messages/update-scheduled-message.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const PATCH = endpoint(contract.updateScheduledMessage, updateScheduledMessage);
export const PUT = PATCH;
export const DELETE = endpoint(contract.deleteScheduledMessage, deleteScheduledMessage);
