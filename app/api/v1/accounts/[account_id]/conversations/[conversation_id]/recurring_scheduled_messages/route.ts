import * as contract from "#server/domain/scheduled-messages/contract/recurring.ts";
import { createRecurringScheduledMessage } from "#server/domain/scheduled-messages/create-recurring-scheduled-message.ts";
import { listRecurringScheduledMessages } from "#server/domain/scheduled-messages/queries/list-recurring-scheduled-messages.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const GET = endpoint(contract.listRecurringScheduledMessages, listRecurringScheduledMessages);
export const POST = endpoint(contract.createRecurringScheduledMessage, createRecurringScheduledMessage);
