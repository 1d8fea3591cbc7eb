import * as contract from "#server/domain/conversations/contract.ts";
import { togglePriority } from "#server/domain/conversations/set-priority.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const POST = endpoint(contract.togglePriority, togglePriority);
