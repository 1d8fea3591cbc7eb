import type { Channel } from "../../channels/channel.ts";
import { channelsPostedTo } from "../../channels/registry.ts";
import { type ConnectedInbox, findInboxByIdentifier, findInboxByNumber } from "./find-connected-inbox.ts";

/** What checking a webhook needs of its inbox. */
export interface WebhookInbox {
  webhook: NonNullable<Channel["webhook"]>;
  channelKey: string;
  accountId: number;
  inboxId: number;
  settings: Record<string, unknown>;
  /** What the provider must have sent along. */
  webhookSecret: string;
}

/**
 * The inbox of a webhook address, at most 30 s old: `<channel>/<identifier>`, or the contract's `<type>/<number with +>` (contract,
 * inboxes §7). Null when there is none, or it is of another channel.
 */
export async function findWebhookInbox(name: string, identifier: string): Promise<WebhookInbox | null> {
  const inbox = await findByAddress(identifier);
  const webhook = inbox && channelsPostedTo(name).find((channel) => channel === inbox.channel)?.webhook;
  if (!webhook) return null;
  return {
    webhook,
    channelKey: inbox.channel.key,
    accountId: inbox.accountId,
    inboxId: inbox.id,
    settings: inbox.settings,
    webhookSecret: inbox.webhookSecret,
  };
}

async function findByAddress(identifier: string): Promise<ConnectedInbox | null> {
  if (/^\+\d{5,15}$/.test(identifier)) return findInboxByNumber(identifier);
  // Identifiers are ours: what does not look like one is not worth a statement.
  return /^[\w-]{8,64}$/.test(identifier) ? findInboxByIdentifier(identifier) : null;
}
