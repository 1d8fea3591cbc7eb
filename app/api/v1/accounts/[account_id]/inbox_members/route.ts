import * as contract from "#server/domain/inboxes/contract/members.ts";
import { addInboxMembers, removeInboxMembers, setInboxMembers } from "#server/domain/inboxes/members.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const POST = endpoint(contract.addInboxMembers, addInboxMembers);
export const PATCH = endpoint(contract.setInboxMembers, setInboxMembers);
export const PUT = PATCH;
export const DELETE = endpoint(contract.removeInboxMembers, removeInboxMembers);
