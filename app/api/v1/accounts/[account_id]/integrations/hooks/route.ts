import * as integrations from "#server/domain/integrations/contract.ts";
import { createHook } from "#server/domain/integrations/write-hook.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const POST = endpoint(integrations.createHook, createHook);
