import { findInboxByIdentifier } from "./find-connected-inbox.ts";

/** What checking a webhook needs of its inbox. */
export interface WebhookInbox {
  accountId: number;
  inboxId: number;
  settings: Record<string, unknown>;
  /** What the provider must have sent along. */
  webhookSecret: string;
}

/** The inbox of a webhook address, at most 30 s old. Null when there is none, or it is of another channel. */
export async function findWebhookInbox(channelKey: string, identifier: string): Promise<WebhookInbox | null> {
  // Identifiers are ours: what does not look like one is not worth a statement.
  if (!/^[\w-]{8,64}$/.test(identifier)) return null;
  const inbox = await findInboxByIdentifier(identifier);
  if (!inbox || inbox.channel.key !== channelKey) return null;
  return {
    accountId: inbox.accountId,
    inboxId: inbox.id,
    settings: inbox.settings,
    webhookSecret: inbox.webhookSecret,
  };
}
