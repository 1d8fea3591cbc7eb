import * as contract from "#server/domain/inboxes/contract/connection.ts";
import { subscribeInbox } from "#server/domain/inboxes/subscribe-inbox.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const POST = endpoint(contract.subscribeInbox, subscribeInbox);
