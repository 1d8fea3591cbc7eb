import { channelsPostedTo } from "../../channels/registry.ts";

/** Largest body in bytes that is kept when a channel says nothing else. */
const MAX_WEBHOOK_BYTES = 5 * 1024 * 1024;

/**
 * Largest body in bytes that the address of a channel takes.
 *
 * @param key  the path after `/webhooks/`
 */
export const maxWebhookBytes = ([name = ""]: string[]): number =>
  Math.max(MAX_WEBHOOK_BYTES, ...channelsPostedTo(name).map(({ webhook }) => webhook?.maxBytes ?? 0));
