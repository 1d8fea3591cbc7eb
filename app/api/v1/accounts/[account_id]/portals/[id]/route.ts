import * as portals from "#server/domain/help-center/contract/portals.ts";
import { getPortal } from "#server/domain/help-center/list-portals.ts";
import { deletePortal } from "#server/domain/help-center/remove-portal.ts";
import { updatePortal } from "#server/domain/help-center/write-portal.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const GET = endpoint(portals.getPortal, getPortal);
export const PATCH = endpoint(portals.updatePortal, updatePortal);
export const PUT = PATCH;
export const DELETE = endpoint(portals.deletePortal, deletePortal);
