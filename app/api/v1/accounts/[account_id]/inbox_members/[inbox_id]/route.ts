import * as contract from "#server/domain/inboxes/contract/members.ts";
import { listInboxMembers } from "#server/domain/inboxes/members.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const GET = endpoint(contract.listInboxMembers, listInboxMembers);
