import * as portals from "#server/domain/help-center/contract/portals.ts";
import { listPortals } from "#server/domain/help-center/list-portals.ts";
import { createPortal } from "#server/domain/help-center/write-portal.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const GET = endpoint(portals.listPortals, listPortals);
export const POST = endpoint(portals.createPortal, createPortal);
