import { runtime } from "../../platform/runtime.ts";

/** A visitor's page says every twenty seconds that it is open (contract, contacts §8). */
const PRESENT_FOR_MS = 25_000;

/** Notes that a visitor has a page open. Called by the socket server for each heartbeat, in every web process. */
export function noteContactPresence(accountId: number, contactId: number): void {
  const account = heartbeatsOf(accountId);
  // Again at the end, so that the oldest stand first.
  account.delete(contactId);
  account.set(contactId, Date.now());
  for (const [oldest, seenAt] of account) {
    if (Date.now() - seenAt < PRESENT_FOR_MS) break;
    account.delete(oldest);
  }
}

export const isContactOnline = (accountId: number, contactId: number): boolean =>
  Date.now() - (heartbeatsOf(accountId).get(contactId) ?? 0) < PRESENT_FOR_MS;

/** Who has a page open now. */
export const onlineContactIds = (accountId: number): number[] =>
  [...heartbeatsOf(accountId).keys()].filter((contactId) => isContactOnline(accountId, contactId));

/** In memory: it is worth nothing after a restart. */
function heartbeatsOf(accountId: number): Map<number, number> {
  const { caches } = runtime();
  const name = "contact-presence";
  const all = (caches.get(name) ?? new Map()) as Map<string, unknown>;
  caches.set(name, all);
  const known = all.get(String(accountId)) as Map<number, number> | undefined;
  if (known) return known;
  const fresh = new Map<number, number>();
  all.set(String(accountId), fresh);
  return fresh;
}
