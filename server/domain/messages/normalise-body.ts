import type { Channel, InboundEvent } from "../../channels/channel.ts";

/** What was true when it was posted, and what later bodies may have overtaken since. */
const ofTheMoment = new Set<InboundEvent["type"]>(["connection", "line_notice", "typing"]);

/**
 * Every element of a stored body, in order. A channel that cannot read the body at all yields one `unusable` element, so that
 * the row ends with a reason instead of being tried for ever. A body that comes again, because something in it had to wait, says nothing
 * of the line any more: an old state must not take the place of a newer one.
 */
export function normaliseBody(channel: Channel, event: { body: string; attempts: number }): InboundEvent[] {
  try {
    const elements = channel.webhook?.normalise(JSON.parse(event.body)) ?? [];
    return event.attempts === 0 ? elements : elements.filter(({ type }) => !ofTheMoment.has(type));
  } catch (error) {
    return [{ type: "unusable", what: "body", reason: error instanceof Error ? error.message : String(error) }];
  }
}
