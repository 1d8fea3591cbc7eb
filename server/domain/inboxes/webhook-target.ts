import type { WebhookTarget } from "../../channels/channel.ts";
import { getChannel } from "../../channels/registry.ts";
import { runtime } from "../../platform/runtime.ts";
import { type InboxRow, webhookSecret } from "./channel-settings.ts";

/** Where the provider of an inbox must post and what it must send along. Null for channels that take no webhooks. */
export function webhookTarget(inbox: Pick<InboxRow, "channel" | "identifier" | "hmacToken">): WebhookTarget | null {
  const { key, webhook } = getChannel(inbox.channel);
  if (!webhook) return null;
  return {
    url: `${runtime().config.appUrl}/webhooks/${key}/${inbox.identifier}`,
    headers: webhook.headers(webhookSecret(inbox)),
    secret: webhookSecret(inbox),
  };
}
