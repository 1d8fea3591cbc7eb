import type { Server } from "socket.io";
import type { CableRooms } from "./cable/cable-rooms.ts";

/** The socket server of this process. `clustered`: others share its rooms. */
export interface Hub {
  io: Server;
  clustered: boolean;
  /** The plain WebSockets of this process; missing in workers. */
  cable?: CableRooms;
  /** Set once it is known who views what: here, or told by the processes that have sockets. */
  isViewing?: (look: { userId: number; accountId: number; conversationId: number }) => boolean;
}

// One for both copies of this module: a route handler may say what a typing person does.
const KEY = Symbol.for("parley.realtime");
const holder = globalThis as unknown as Record<symbol, Hub | undefined>;

export const setHub = (hub: Hub | undefined): void => {
  holder[KEY] = hub;
};

/** Undefined where no sockets were started: tests, admin commands. */
export const findHub = (): Hub | undefined => holder[KEY];
