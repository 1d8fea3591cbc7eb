import * as contract from "#server/domain/groups/contract.ts";
import { revokeGroupInvite } from "#server/domain/groups/group-invite.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const POST = endpoint(contract.revokeGroupInvite, revokeGroupInvite);
