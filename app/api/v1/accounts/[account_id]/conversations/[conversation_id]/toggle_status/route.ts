import * as contract from "#server/domain/conversations/contract.ts";
import { toggleStatus } from "#server/domain/conversations/toggle-status.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const POST = endpoint(contract.toggleStatus, toggleStatus);
