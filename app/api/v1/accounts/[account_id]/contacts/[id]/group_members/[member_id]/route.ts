import { removeGroupMember, updateGroupMember } from "#server/domain/groups/change-member.ts";
import * as contract from "#server/domain/groups/contract.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const PATCH = endpoint(contract.updateGroupMember, updateGroupMember);
export const PUT = PATCH;
export const DELETE = endpoint(contract.removeGroupMember, removeGroupMember);
