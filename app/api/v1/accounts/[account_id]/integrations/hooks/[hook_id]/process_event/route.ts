import * as integrations from "#server/domain/integrations/contract.ts";
import { processHookEvent } from "#server/domain/integrations/process-hook-event.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const POST = endpoint(integrations.processHookEvent, processHookEvent);
