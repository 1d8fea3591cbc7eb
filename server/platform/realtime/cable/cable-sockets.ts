import type { Server as HttpServer, IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import { runtime } from "../../runtime.ts";
import type { CableSubscriber } from "../realtime-policy.ts";
import { type CableConnection, type CableHost, createCableConnection } from "./cable-connection.ts";

const PROTOCOL = "actioncable-v1-json";
const UNSUPPORTED = "actioncable-unsupported";
const PING_EVERY_MS = 3000;
/** Every fourth ping also asks the socket itself; who has not answered the last one is gone. */
const PROBE_EVERY_PINGS = 4;
/** Nobody holds a connection without saying who they are. */
const SUBSCRIBE_WITHIN_MS = 30_000;

/** The open connections of `/cable`: taken in, pinged, and closed when nobody is there. */
export function createCableSockets(
  httpServer: HttpServer,
  { host, beat }: { host: CableHost; beat(subscriber: CableSubscriber): void },
) {
  const connections = new Set<CableConnection>();
  const answered = new WeakSet<WebSocket>();
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: 16_384,
    perMessageDeflate: false,
    // Who offers only the other name gets it, as the reference does it: without an answer such a client breaks off.
    handleProtocols: (offered) => [PROTOCOL, UNSUPPORTED].find((name) => offered.has(name)) ?? false,
  });

  function takeIn(socket: WebSocket): void {
    const connection = createCableConnection(socket, host);
    connections.add(connection);
    answered.add(socket);
    const late = setTimeout(() => connection.subscriptions().length === 0 && socket.close(), SUBSCRIBE_WITHIN_MS);
    socket.on("error", (err) => runtime().log.debug({ err }, "a socket on /cable broke"));
    socket.on("pong", () => {
      answered.add(socket);
      for (const { subscriber } of connection.subscriptions()) beat(subscriber);
    });
    socket.once("close", () => {
      connections.delete(connection);
      clearTimeout(late);
    });
    connection.send('{"type":"welcome"}');
  }

  const onUpgrade = (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    if (isCable(request)) server.handleUpgrade(request, stream, head, takeIn);
  };
  httpServer.on("upgrade", onUpgrade);

  let pings = 0;
  const timer = setInterval(() => {
    const text = JSON.stringify({ type: "ping", message: Math.floor(Date.now() / 1000) });
    const isProbe = ++pings % PROBE_EVERY_PINGS === 0;
    for (const { socket, send } of connections) {
      send(text);
      if (!isProbe) continue;
      if (!answered.delete(socket)) socket.terminate();
      else if (socket.readyState === socket.OPEN) socket.ping();
    }
  }, PING_EVERY_MS);

  return {
    connections,
    close() {
      clearInterval(timer);
      httpServer.off("upgrade", onUpgrade);
      for (const { socket } of connections) socket.terminate();
      server.close();
    },
  };
}

const isCable = ({ url = "" }: IncomingMessage): boolean => /^\/cable\/?(\?|$)/.test(url);
