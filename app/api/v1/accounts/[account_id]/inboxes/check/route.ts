import { checkNewInbox } from "#server/domain/inboxes/check-inbox.ts";
import * as contract from "#server/domain/inboxes/contract/connection.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const POST = endpoint(contract.checkNewInbox, checkNewInbox);
