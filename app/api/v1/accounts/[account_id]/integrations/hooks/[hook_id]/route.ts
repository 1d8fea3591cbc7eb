import * as integrations from "#server/domain/integrations/contract.ts";
import { deleteHook, updateHook } from "#server/domain/integrations/write-hook.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const PATCH = endpoint(integrations.updateHook, updateHook);
export const PUT = PATCH;
export const DELETE = endpoint(integrations.deleteHook, deleteHook);
