import { addGroupMembers } from "#server/domain/groups/add-members.ts";
import * as contract from "#server/domain/groups/contract.ts";
import { listGroupMembers } from "#server/domain/groups/list-group-members.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const GET = endpoint(contract.listGroupMembers, listGroupMembers);
export const POST = endpoint(contract.addGroupMembers, addGroupMembers);
