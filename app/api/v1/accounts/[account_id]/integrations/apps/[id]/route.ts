import * as integrations from "#server/domain/integrations/contract.ts";
import { getApp } from "#server/domain/integrations/list-apps.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const GET = endpoint(integrations.getApp, getApp);
