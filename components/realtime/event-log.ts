import type { QueryClient } from "@tanstack/react-query";
import type { AccountCache } from "#components/data/account-cache.ts";
import type { ServerEvent, ServerEventName } from "#server/domain/realtime/contract.ts";
import { applyEvent } from "./apply-event.ts";

type Heard = { [Name in ServerEventName]: { at: number; name: Name; payload: ServerEvent<Name> } }[ServerEventName];

/** Longer than any request may take. */
const KEPT_MS = 60_000;
/** What passes by itself is not worth a repeat. */
const passing: ReadonlySet<ServerEventName> = new Set(["typing", "viewers", "presence", "server.restarting"]);

/**
 * The events of the last minute. A fetch that was under way while events arrived may bring a state from before them:
 * they are applied to its result once more, which harms nothing when it was newer.
 */
export function createEventLog(cache: AccountCache) {
  let heard: Heard[] = [];
  return {
    hear<Name extends ServerEventName>(name: Name, payload: ServerEvent<Name>): void {
      const now = Date.now();
      if (!passing.has(name))
        heard = [...heard.filter(({ at }) => now - at < KEPT_MS), { at: now, name, payload } as Heard];
      applyEvent(cache, name, payload);
    },
    /** Watches the fetches of the cache. Returns how to stop. */
    follow(): () => void {
      return onFetched(cache.client, (startedAt) => {
        for (const { at, name, payload } of heard) if (at >= startedAt) applyEvent(cache, name, payload);
      });
    },
  };
}

function onFetched(client: QueryClient, listener: (startedAt: number) => void): () => void {
  const started = new Map<string, number>();
  return client.getQueryCache().subscribe((event) => {
    if (event.type !== "updated") return;
    const { queryHash } = event.query;
    if (event.action.type === "fetch") started.set(queryHash, Date.now());
    if (event.action.type !== "success" || event.action.manual) return;
    const startedAt = started.get(queryHash);
    started.delete(queryHash);
    if (startedAt !== undefined) listener(startedAt);
  });
}
