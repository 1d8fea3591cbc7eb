import * as portals from "#server/domain/help-center/contract/portals.ts";
import { sendDomainInstructions } from "#server/domain/help-center/custom-domain.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const POST = endpoint(portals.sendDomainInstructions, sendDomainInstructions);
