import * as acts from "#server/domain/conversations/contract/acts.ts";
import { setCustomAttributes } from "#server/domain/conversations/set-custom-attributes.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const POST = endpoint(acts.setCustomAttributes, setCustomAttributes);
