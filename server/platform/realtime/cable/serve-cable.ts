import type { Server as HttpServer } from "node:http";
import { runtime } from "../../runtime.ts";
import type { AccessChange } from "../access-changes.ts";
import type { Hub } from "../hub.ts";
import type { createPresence } from "../presence.ts";
import type { RealtimePolicy } from "../realtime-policy.ts";
import { createCableAccess } from "./cable-access.ts";
import { createCablePresence } from "./cable-presence.ts";
import { type CableFact, createCableRooms } from "./cable-rooms.ts";
import { createCableSockets } from "./cable-sockets.ts";
import { CABLE_FACT } from "./emit-to-cable.ts";

const CHECK_EVERY_MS = 60_000;
const EXPIRE_EVERY_MS = 5000;

export interface Cable {
  /** Looks again at the subscriptions that a change of rights concerns. */
  apply(change: AccessChange): Promise<void>;
  refreshAll(): Promise<void>;
  /** Tells all clients to come back later, and closes their sockets. */
  disconnect(): void;
  close(): void;
}

interface CableOptions {
  httpServer: HttpServer;
  policy: RealtimePolicy;
  team: ReturnType<typeof createPresence>;
}

/**
 * Serves the contract's WebSocket protocol at `/cable` (contract, realtime §1) beside the sockets of our own screens: other
 * programs and visitors of websites listen here.
 */
export function serveCable(hub: Hub, { httpServer, policy, team }: CableOptions): Cable {
  const rooms = createCableRooms();
  hub.cable = rooms;
  if (hub.clustered) hub.io.on(CABLE_FACT, (fact: CableFact) => rooms.deliver(fact));
  const presence = createCablePresence(hub, { policy, team });
  const access = createCableAccess({ rooms, policy, presence });
  const sockets = createCableSockets(httpServer, { host: access.host, beat: presence.beat });
  const { connections } = sockets;
  const refreshAll = () => access.refresh(connections, () => true);
  const report = (err: unknown) => runtime().log.error({ err }, "subscriptions of /cable could not be checked");
  const timers = [
    setInterval(presence.expire, EXPIRE_EVERY_MS),
    // Tokens also end without an event: of deleted contacts, of passwords changed elsewhere.
    setInterval(() => void refreshAll().catch(report), CHECK_EVERY_MS),
  ];
  return {
    refreshAll,
    apply: ({ accountId, userIds }) =>
      access.refresh(connections, ({ subscriber }) =>
        userIds === null
          ? subscriber.accountId === accountId
          : subscriber.kind === "user" && userIds.includes(subscriber.id),
      ),
    disconnect() {
      for (const { socket, send } of connections) {
        send('{"type":"disconnect","reason":"server_restart","reconnect":true}');
        socket.close(1001);
      }
    },
    close() {
      for (const timer of timers) clearInterval(timer);
      sockets.close();
      delete hub.cable;
    },
  };
}
