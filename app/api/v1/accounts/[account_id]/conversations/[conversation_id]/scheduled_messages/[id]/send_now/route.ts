import * as contract from "#server/domain/scheduled-messages/contract.ts";
import { sendScheduledMessageNow } from "#server/domain/scheduled-messages/send-scheduled-message-now.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const POST = endpoint(contract.sendScheduledMessageNow, sendScheduledMessageNow);
