/** One subscription of one plain WebSocket. */
export interface CableListener {
  rooms: string[];
  /** @param text  JSON of `{ event, data }` */
  hear(text: string): void;
}

/** Something said to everybody in any of `rooms` who is in none of `except`. */
export interface CableFact {
  rooms: string[];
  except: string[];
  text: string;
}

export type CableRooms = ReturnType<typeof createCableRooms>;

/** Who of this process listens where on `/cable`. */
export function createCableRooms() {
  const listeners = new Map<string, Set<CableListener>>();
  const inAny = (rooms: string[]) => new Set(rooms.flatMap((room) => [...(listeners.get(room) ?? [])]));
  return {
    add(listener: CableListener): void {
      for (const room of listener.rooms) listeners.set(room, (listeners.get(room) ?? new Set()).add(listener));
    },
    remove(listener: CableListener): void {
      for (const room of listener.rooms) {
        const others = listeners.get(room);
        others?.delete(listener);
        if (others?.size === 0) listeners.delete(room);
      }
    },
    hears: (rooms: string[]): boolean => rooms.some((room) => listeners.has(room)),
    deliver({ rooms, except, text }: CableFact): void {
      const silent = inAny(except);
      for (const listener of inAny(rooms)) if (!silent.has(listener)) listener.hear(text);
    },
  };
}
