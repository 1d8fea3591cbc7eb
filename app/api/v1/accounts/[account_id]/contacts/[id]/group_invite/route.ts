import * as contract from "#server/domain/groups/contract.ts";
import { getGroupInvite } from "#server/domain/groups/group-invite.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const GET = endpoint(contract.getGroupInvite, getGroupInvite);
