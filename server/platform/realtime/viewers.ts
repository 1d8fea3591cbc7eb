import type { Socket } from "socket.io";
import type { Hub } from "./hub.ts";
import { createLiveEntries } from "./live-entries.ts";
import type { Viewer } from "./realtime-policy.ts";
import { createReplica } from "./replicate.ts";

const GONE_AFTER_MS = 40_000;

interface Viewing {
  /** A socket views one conversation at most. */
  socketId: string;
  accountId: number;
  conversationId: number;
  viewer: Viewer;
  /** Who hears of it. */
  rooms: string[];
}

type Fact = { viewing: Viewing } | { left: string };

/** Who has which conversation open: the complete list goes out whenever it changes. */
export function createViewers(hub: Hub) {
  const entries = createLiveEntries<Viewing>(GONE_AFTER_MS);
  const listOf = (place: Viewing): Viewer[] => {
    const here = entries.values().filter((other) => isSamePlace(other, place));
    return [...new Map(here.map(({ viewer }) => [viewer.id, viewer])).values()];
  };
  const payload = (place: Viewing) => ({
    account_id: place.accountId,
    conversation_id: place.conversationId,
    viewers: listOf(place),
  });
  const announce = (place: Viewing) => hub.io.local.to(place.rooms).emit("viewers", payload(place));
  const replica = createReplica<Fact>(hub, "viewing", (fact) => {
    if ("left" in fact) {
      const left = entries.end(fact.left);
      if (left) announce(left);
      return;
    }
    const before = entries.beat(fact.viewing.socketId, fact.viewing);
    if (before && isSamePlace(before, fact.viewing)) return;
    if (before) announce(before);
    announce(fact.viewing);
  });
  return {
    view: (viewing: Viewing) => replica.tell({ viewing }),
    leave: (socketId: string) => replica.tell({ left: socketId }),
    /** Tells a socket that has just joined what it missed. */
    catchUp(socket: Socket) {
      const places = new Map(entries.values().map((place) => [`${place.accountId}:${place.conversationId}`, place]));
      for (const place of places.values()) {
        if (place.rooms.some((room) => socket.rooms.has(room))) socket.emit("viewers", payload(place));
      }
    },
    /** Has this person the conversation open? */
    isViewing: ({ userId, accountId, conversationId }: { userId: number; accountId: number; conversationId: number }) =>
      entries
        .values()
        .some(
          (other) =>
            other.viewer.id === userId && other.accountId === accountId && other.conversationId === conversationId,
        ),
    expire() {
      for (const gone of entries.takeExpired()) announce(gone);
    },
  };
}

const isSamePlace = (one: Viewing, other: Viewing): boolean =>
  one.accountId === other.accountId && one.conversationId === other.conversationId;
