import type { CableSubscriber, RealtimePolicy } from "../realtime-policy.ts";
import type { CableConnection, CableHost, CableIdentifier, CableSubscription } from "./cable-connection.ts";
import type { createCablePresence } from "./cable-presence.ts";
import type { CableRooms } from "./cable-rooms.ts";

/** Lets subscriptions into the rooms of those they belong to, and keeps them in step with what these may hear. */
export function createCableAccess({
  rooms,
  policy,
  presence,
}: {
  rooms: CableRooms;
  policy: RealtimePolicy;
  presence: ReturnType<typeof createCablePresence>;
}) {
  let changes = 0;

  /** Asks again when rights changed meanwhile: the answer may be older than the change, and would undo it. */
  async function ask(named: CableIdentifier): Promise<CableSubscriber | null> {
    for (;;) {
      const seen = changes;
      const subscriber = await policy.cable(named);
      if (seen === changes) return subscriber;
    }
  }

  const host: CableHost = {
    async join(named, hear) {
      const subscriber = await ask(named);
      if (!subscriber) return null;
      const subscription: CableSubscription = { subscriber, named, rooms: subscriber.rooms, hear };
      rooms.add(subscription);
      return subscription;
    },
    leave: (subscription) => rooms.remove(subscription),
    async present(subscription) {
      presence.beat(subscription.subscriber);
      const data = await presence.payload(subscription.subscriber);
      subscription.hear(JSON.stringify({ event: "presence.update", data }));
    },
  };

  async function renew(connection: CableConnection, subscription: CableSubscription): Promise<void> {
    const subscriber = await ask(subscription.named);
    if (!subscriber) return connection.reject(subscription);
    if (!connection.subscriptions().includes(subscription)) return;
    rooms.remove(subscription);
    Object.assign(subscription, { subscriber, rooms: subscriber.rooms });
    rooms.add(subscription);
  }

  return {
    host,
    /** Rights may have changed: rooms follow, and subscriptions whose token has ended are rejected. */
    async refresh(
      connections: Iterable<CableConnection>,
      isConcerned: (subscription: CableSubscription) => boolean,
    ): Promise<void> {
      changes++;
      for (const connection of connections) {
        for (const subscription of connection.subscriptions().filter(isConcerned))
          await renew(connection, subscription);
      }
    },
  };
}
