import * as portals from "#server/domain/help-center/contract/portals.ts";
import { deletePortalLogo } from "#server/domain/help-center/remove-portal.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const DELETE = endpoint(portals.deletePortalLogo, deletePortalLogo);
