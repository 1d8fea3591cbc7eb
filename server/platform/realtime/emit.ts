import { findHub } from "./hub.ts";

/**
 * Says something to everybody in any of these rooms, in whichever process their sockets are; each socket hears it once.
 * At most once: who is not connected fetches when they come back. Without sockets (admin commands) nothing happens.
 */
export function emitToRooms(rooms: string[], event: string, payload: unknown): void {
  const hub = findHub();
  if (!hub || rooms.length === 0) return;
  // What travels to other processes is not always JSON; missing fields would arrive as null.
  hub.io.to(rooms).emit(event, hub.clustered ? JSON.parse(JSON.stringify(payload)) : payload);
}
