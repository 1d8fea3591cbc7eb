import * as contract from "#server/domain/inboxes/contract.ts";
import { deleteInbox } from "#server/domain/inboxes/delete-inbox.ts";
import { getInbox } from "#server/domain/inboxes/list-inboxes.ts";
import { updateInbox } from "#server/domain/inboxes/update-inbox.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const GET = endpoint(contract.getInbox, getInbox);
export const PATCH = endpoint(contract.updateInbox, updateInbox);
export const PUT = PATCH;
export const DELETE = endpoint(contract.deleteInbox, deleteInbox);
