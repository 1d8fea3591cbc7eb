import * as contract from "#server/domain/conversations/contract/presence.ts";
import { updateLastSeen } from "#server/domain/conversations/last-seen.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const POST = endpoint(contract.updateLastSeen, updateLastSeen);
