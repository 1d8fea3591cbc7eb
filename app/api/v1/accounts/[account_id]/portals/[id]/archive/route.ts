import * as portals from "#server/domain/help-center/contract/portals.ts";
import { archivePortal } from "#server/domain/help-center/remove-portal.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const PATCH = endpoint(portals.archivePortal, archivePortal);
export const PUT = PATCH;
