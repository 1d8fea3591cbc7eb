import * as contract from "#server/domain/groups/contract.ts";
import { previewInvite } from "#server/domain/groups/join-group.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const GET = endpoint(contract.previewInvite, previewInvite);
