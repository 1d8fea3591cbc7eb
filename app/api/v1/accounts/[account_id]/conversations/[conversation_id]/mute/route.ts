import * as acts from "#server/domain/conversations/contract/acts.ts";
import { muteConversation } from "#server/domain/conversations/mute-conversation.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const POST = endpoint(acts.muteConversation, muteConversation);
