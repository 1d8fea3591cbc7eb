import { findChannel } from "../../channels/registry.ts";

/** Largest body in bytes that is kept when a channel says nothing else. */
const MAX_WEBHOOK_BYTES = 5 * 1024 * 1024;

/**
 * Largest body in bytes that the address of a channel takes.
 *
 * @param key  the path after `/webhooks/`
 */
export const maxWebhookBytes = (key: string[]): number =>
  findChannel(key[0] ?? "")?.webhook?.maxBytes ?? MAX_WEBHOOK_BYTES;
