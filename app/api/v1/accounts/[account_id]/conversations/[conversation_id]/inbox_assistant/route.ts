import * as acts from "#server/domain/conversations/contract/acts.ts";
import { getInboxAssistant } from "#server/domain/conversations/inbox-assistant.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const GET = endpoint(acts.getInboxAssistant, getInboxAssistant);
