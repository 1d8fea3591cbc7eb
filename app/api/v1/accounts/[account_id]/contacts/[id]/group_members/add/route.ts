import { inviteGroupMembers } from "#server/domain/groups/add-members.ts";
import * as contract from "#server/domain/groups/contract.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const POST = endpoint(contract.inviteGroupMembers, inviteGroupMembers);
