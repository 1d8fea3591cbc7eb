import type { Channel, InboundEvent } from "../../channels/channel.ts";

/**
 * Every element of a stored body, in order. A channel that cannot read the body at all yields one `unusable` element, so that
 * the row ends with a reason instead of being tried for ever.
 */
export function normaliseBody(channel: Channel, event: { body: string }): InboundEvent[] {
  try {
    return channel.webhook?.normalise(JSON.parse(event.body)) ?? [];
  } catch (error) {
    return [{ type: "unusable", what: "body", reason: error instanceof Error ? error.message : String(error) }];
  }
}
