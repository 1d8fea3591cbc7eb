import * as contract from "#server/domain/visitors/contract/public.ts";
import { updatePublicLastSeen } from "#server/domain/visitors/public-conversations.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const POST = endpoint(contract.updatePublicLastSeen, updatePublicLastSeen);
