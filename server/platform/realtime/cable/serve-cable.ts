import type { Server as HttpServer, IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import { runtime } from "../../runtime.ts";
import type { AccessChange } from "../access-changes.ts";
import type { Hub } from "../hub.ts";
import type { createPresence } from "../presence.ts";
import type { RealtimePolicy } from "../realtime-policy.ts";
import {
  type CableConnection,
  type CableHost,
  type CableSubscription,
  createCableConnection,
} from "./cable-connection.ts";
import { createCablePresence } from "./cable-presence.ts";
import { type CableFact, createCableRooms } from "./cable-rooms.ts";
import { CABLE_FACT } from "./emit-to-cable.ts";

const PROTOCOL = "actioncable-v1-json";
const PING_EVERY_MS = 3000;
/** Every fourth ping also asks the socket itself; who has not answered the last one is gone. */
const PROBE_EVERY_PINGS = 4;
const CHECK_EVERY_MS = 60_000;
/** Nobody holds a connection without saying who they are. */
const SUBSCRIBE_WITHIN_MS = 30_000;

export interface Cable {
  /** Looks again at the subscriptions that a change of rights concerns. */
  apply(change: AccessChange): Promise<void>;
  refreshAll(): Promise<void>;
  /** Tells all clients to come back later, and closes their sockets. */
  disconnect(): void;
  close(): void;
}

/**
 * Serves the contract's WebSocket protocol at `/cable` (contract, realtime §1) beside the sockets of our own screens: other
 * programs and visitors of websites listen here.
 */
export function serveCable(
  hub: Hub,
  {
    httpServer,
    policy,
    team,
  }: { httpServer: HttpServer; policy: RealtimePolicy; team: ReturnType<typeof createPresence> },
): Cable {
  const rooms = createCableRooms();
  hub.cable = rooms;
  if (hub.clustered) hub.io.on(CABLE_FACT, (fact: CableFact) => rooms.deliver(fact));
  const presence = createCablePresence(hub, { policy, team });
  const connections = new Set<CableConnection>();
  let changes = 0;

  const host: CableHost = {
    async join(named, hear) {
      for (;;) {
        // A change of rights while we ask would be lost otherwise.
        const seen = changes;
        const subscriber = await policy.cable(named);
        if (seen !== changes) continue;
        if (!subscriber) return null;
        const subscription: CableSubscription = { subscriber, named, rooms: subscriber.rooms, hear };
        rooms.add(subscription);
        return subscription;
      }
    },
    leave: (subscription) => rooms.remove(subscription),
    async present(subscription) {
      presence.beat(subscription.subscriber);
      const data = await presence.payload(subscription.subscriber);
      subscription.hear(JSON.stringify({ event: "presence.update", data }));
    },
  };

  async function refresh(isConcerned: (subscription: CableSubscription) => boolean): Promise<void> {
    changes++;
    for (const connection of connections) {
      for (const subscription of connection.subscriptions().filter(isConcerned)) {
        const subscriber = await policy.cable(subscription.named);
        if (!subscriber) connection.reject(subscription);
        else if (connection.subscriptions().includes(subscription)) {
          rooms.remove(subscription);
          Object.assign(subscription, { subscriber, rooms: subscriber.rooms });
          rooms.add(subscription);
        }
      }
    }
  }

  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: 16_384,
    perMessageDeflate: false,
    handleProtocols: (offered) => (offered.has(PROTOCOL) ? PROTOCOL : false),
  });
  const answered = new WeakSet<WebSocket>();
  const onUpgrade = (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    if (!isCable(request)) return;
    sockets.handleUpgrade(request, stream, head, (socket) => {
      const connection = createCableConnection(socket, host);
      connections.add(connection);
      answered.add(socket);
      socket.on("error", (err) => runtime().log.debug({ err }, "a socket on /cable broke"));
      socket.once("close", () => connections.delete(connection));
      socket.on("pong", () => {
        answered.add(socket);
        for (const { subscriber } of connection.subscriptions()) presence.beat(subscriber);
      });
      const late = setTimeout(() => connection.subscriptions().length === 0 && socket.close(), SUBSCRIBE_WITHIN_MS);
      socket.once("close", () => clearTimeout(late));
      connection.send('{"type":"welcome"}');
    });
  };
  httpServer.on("upgrade", onUpgrade);

  let pings = 0;
  const beat = setInterval(() => {
    const text = JSON.stringify({ type: "ping", message: Math.floor(Date.now() / 1000) });
    const isProbe = ++pings % PROBE_EVERY_PINGS === 0;
    for (const { socket, send } of connections) {
      send(text);
      if (!isProbe) continue;
      if (!answered.delete(socket)) socket.terminate();
      else if (socket.readyState === socket.OPEN) socket.ping();
    }
    presence.expire();
  }, PING_EVERY_MS);
  const report = (err: unknown) => runtime().log.error({ err }, "subscriptions of /cable could not be checked");
  // Tokens also end without an event: of deleted contacts, of passwords changed elsewhere.
  const check = setInterval(() => void refresh(() => true).catch(report), CHECK_EVERY_MS);

  return {
    apply: ({ accountId, userIds }) =>
      refresh(({ subscriber }) =>
        userIds === null
          ? subscriber.accountId === accountId
          : subscriber.kind === "user" && userIds.includes(subscriber.id),
      ),
    refreshAll: () => refresh(() => true),
    disconnect() {
      for (const { socket, send } of connections) {
        send('{"type":"disconnect","reason":"server_restart","reconnect":true}');
        socket.close(1001);
      }
    },
    close() {
      clearInterval(beat);
      clearInterval(check);
      httpServer.off("upgrade", onUpgrade);
      for (const { socket } of connections) socket.terminate();
      sockets.close();
      delete hub.cable;
    },
  };
}

const isCable = ({ url = "" }: IncomingMessage): boolean => /^\/cable\/?(\?|$)/.test(url);
