import * as contract from "#server/domain/accounts/contract/platform.ts";
import {
  listPlatformMembers,
  removePlatformMember,
  setPlatformMember,
} from "#server/domain/accounts/platform-members.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const GET = endpoint(contract.listPlatformMembers, listPlatformMembers);
export const POST = endpoint(contract.setPlatformMember, setPlatformMember);
export const DELETE = endpoint(contract.removePlatformMember, removePlatformMember);
