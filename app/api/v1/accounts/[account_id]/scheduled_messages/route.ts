import * as contract from "#server/domain/scheduled-messages/contract/overview.ts";
import { listAccountScheduledMessages } from "#server/domain/scheduled-messages/queries/overview.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const GET = endpoint(contract.listAccountScheduledMessages, listAccountScheduledMessages);
