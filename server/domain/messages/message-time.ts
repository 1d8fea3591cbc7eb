/** Providers' clocks run a little ahead; further in the future is a mistake of theirs. */
const MOST_AHEAD_MS = 60_000;
/** WhatsApp, the oldest of our networks, is younger than this. */
const EARLIEST = Date.UTC(2009, 0, 1);

/**
 * When a message was written: the provider's time, or the receiver's where that is missing or absurd. Threads are sorted by it, so
 * deliveries out of order end up in the order of writing.
 *
 * @param at        milliseconds since 1970, null when the provider gave none
 * @param received  when the webhook was stored
 */
export function messageTime(at: number | null, received: Date): Date {
  if (at === null || !Number.isFinite(at) || at < EARLIEST || at > received.getTime() + MOST_AHEAD_MS) return received;
  return new Date(at);
}

/**
 * When an inbound message was written, fine enough to sort by. Providers tell whole seconds: where several messages bear the same one,
 * the moments at which they were stored tell them apart, as far as these lie within that second.
 *
 * @param at        milliseconds since 1970, null when the provider gave none
 * @param received  when the webhook was stored
 */
export function sortableTime(at: number | null, received: Date): Date {
  const second = messageTime(at, received).getTime();
  const isWhole = second % 1000 === 0 && received.getTime() > second;
  return isWhole ? new Date(Math.min(received.getTime(), second + 999)) : new Date(second);
}
