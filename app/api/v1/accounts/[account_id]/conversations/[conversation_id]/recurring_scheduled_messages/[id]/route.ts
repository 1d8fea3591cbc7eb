import * as contract from "#server/domain/scheduled-messages/contract/recurring.ts";
import { stopRecurringScheduledMessage } from "#server/domain/scheduled-messages/stop-recurring-scheduled-message.ts";
import { updateRecurringScheduledMessage } from "#server/domain/scheduled-messages/update-recurring-scheduled-message.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const PATCH = endpoint(contract.updateRecurringScheduledMessage, updateRecurringScheduledMessage);
export const PUT = PATCH;
export const DELETE = endpoint(contract.stopRecurringScheduledMessage, stopRecurringScheduledMessage);
