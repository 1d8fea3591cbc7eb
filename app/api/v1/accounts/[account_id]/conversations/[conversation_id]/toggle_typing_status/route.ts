import * as contract from "#server/domain/conversations/contract/presence.ts";
import { toggleTyping } from "#server/domain/conversations/toggle-typing.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const POST = endpoint(contract.toggleTyping, toggleTyping);
