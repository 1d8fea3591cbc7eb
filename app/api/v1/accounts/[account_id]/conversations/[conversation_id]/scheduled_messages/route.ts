import * as contract from "#server/domain/scheduled-messages/contract.ts";
import { createScheduledMessage } from "#server/domain/scheduled-messages/create-scheduled-message.ts";
import { listScheduledMessages } from "#server/domain/scheduled-messages/queries/list-scheduled-messages.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const GET = endpoint(contract.listScheduledMessages, listScheduledMessages);
export const POST = endpoint(contract.createScheduledMessage, createScheduledMessage);
