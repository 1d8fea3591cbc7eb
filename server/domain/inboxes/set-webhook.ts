import type { ConnectedInbox } from "./find-connected-inbox.ts";
import { webhookTarget } from "./webhook-target.ts";

/** Sets our webhook at the provider. @throws ChannelError */
export async function setWebhook(inbox: ConnectedInbox): Promise<void> {
  const target = webhookTarget(inbox.row);
  if (target) await inbox.channel.actions.subscribe?.(target, inbox.settings);
}
