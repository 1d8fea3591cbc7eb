/** Hands an event to every socket in any of the rooms, once each. */
export type Emit = (rooms: string[], event: string, payload: unknown) => void;

const KEY = Symbol.for("parley.emit");
const holder = globalThis as unknown as Record<symbol, Emit | undefined>;

/** Called by `start-realtime.ts`; `null` when sockets stop. */
export function setEmit(emit: Emit | null): void {
  holder[KEY] = emit ?? undefined;
}

/**
 * Tells the sockets in `rooms` something, each once. Nothing is kept: who is not connected fetches when they come back. In a process
 * without sockets (tests, admin commands) nobody hears it.
 */
export function emitToRooms(rooms: string[], event: string, payload: unknown): void {
  holder[KEY]?.(rooms, event, payload);
}
