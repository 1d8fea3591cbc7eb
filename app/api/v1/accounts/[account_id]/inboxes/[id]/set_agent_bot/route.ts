import * as inboxes from "#server/domain/inboxes/contract/agent-bot.ts";
import { setInboxAgentBot } from "#server/domain/inboxes/set-agent-bot.ts";
import { endpoint } from "#server/platform/http/endpoint.ts";

export const POST = endpoint(inboxes.setInboxAgentBot, setInboxAgentBot);
