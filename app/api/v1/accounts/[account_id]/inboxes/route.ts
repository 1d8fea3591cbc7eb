import * as contract from "#server/domain/inboxes/contract.ts";
import { createInbox } from "#server/domain/inboxes/create-inbox.ts";
import { listInboxes } from "#server/domain/inboxes/list-inboxes.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const GET = endpoint(contract.listInboxes, listInboxes);
export const POST = endpoint(contract.createInbox, createInbox);
