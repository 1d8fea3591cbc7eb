import type { Server as HttpServer } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { Server, type ServerOptions } from "socket.io";
import type { Registry } from "../registry.ts";
import { runtime } from "../runtime.ts";
import { hearAccessChanges } from "./access-changes.ts";
import { type Cable, serveCable } from "./cable/serve-cable.ts";
import { hearSocket, type Live } from "./client-events.ts";
import { type Hub, setHub } from "./hub.ts";
import { identifySocket } from "./identify-socket.ts";
import { openAdapter } from "./open-adapter.ts";
import { createPresence } from "./presence.ts";
import { ownRoom } from "./rooms.ts";
import { createSocketAccess, type MemberSocket } from "./socket-access.ts";
import { createTyping } from "./typing.ts";
import { createViewers } from "./viewers.ts";

/** Compression costs ten times the memory per connection and three times the time of a broadcast. */
const options: Partial<ServerOptions> = {
  path: "/rt",
  transports: ["websocket"],
  serveClient: false,
  perMessageDeflate: false,
  httpCompression: false,
  maxHttpBufferSize: 16_384,
  pingInterval: 10_000,
  pingTimeout: 10_000,
  connectTimeout: 10_000,
};
const EXPIRE_EVERY_MS = 1000;
/** For sessions that run out by themselves; ended ones are announced. */
const SESSIONS_EVERY_MS = 60_000;
const FAREWELL_MS = 500;

export interface Realtime {
  /** Tells everybody that the server restarts, and closes their sockets. Jobs can still speak to sockets elsewhere. */
  disconnect(): Promise<void>;
  /** Call it when no job runs any more. */
  close(): Promise<void>;
}

/**
 * Starts the sockets of this process at `/rt` and makes `emitToRooms` work. A worker process has no sockets of its own,
 * but reaches those of the others.
 *
 * @param httpServer  its request handlers must be attached already
 */
export async function startRealtime({
  httpServer,
  registry,
}: {
  httpServer: HttpServer;
  registry: Pick<Registry, "realtime">;
}): Promise<Realtime> {
  const { config } = runtime();
  const { adapter, close } = await openAdapter();
  const io = new Server({ ...options, ...(adapter && { adapter }) });
  const hub: Hub = { io, clustered: adapter !== undefined };
  // A worker has no sockets, but what it tells people depends on what they look at.
  const viewers = createViewers(hub);
  hub.isViewing = viewers.isViewing;
  setHub(hub);
  const serving =
    config.role === "worker" ? null : await serveSockets(hub, { httpServer, policy: registry.realtime, viewers });
  const stopExpiring = serving ? null : expireRegularly(viewers);
  const disconnect = () => {
    serving?.cable.disconnect();
    return sayFarewell(io);
  };
  return {
    disconnect,
    async close() {
      await disconnect();
      await serving?.stop();
      stopExpiring?.();
      setHub(undefined);
      await Promise.all([...io._nsps.values()].map((namespace) => namespace.adapter.close()));
      await close();
    },
  };
}

interface Served {
  httpServer: HttpServer;
  policy: Registry["realtime"];
  viewers: ReturnType<typeof createViewers>;
}

/** @returns ends it */
function expireRegularly(viewers: Served["viewers"]): () => void {
  const timer = setInterval(() => viewers.expire(), EXPIRE_EVERY_MS);
  return () => clearInterval(timer);
}

async function serveSockets(
  hub: Hub,
  { httpServer, policy, viewers }: Served,
): Promise<{ cable: Cable; stop(): Promise<void> }> {
  const { io } = hub;
  const { log, metrics } = runtime();
  const access = createSocketAccess(io, policy);
  const live: Live = {
    policy,
    access,
    typing: createTyping(hub),
    viewers,
    presence: createPresence(hub, policy),
  };
  const report = (err: unknown) => log.error({ err }, "the rooms of sockets could not be brought up to date");
  io.use((socket, next) => void letIn(socket as unknown as MemberSocket, next));
  const count = () => metrics.sockets.set(io.of("/").sockets.size);
  io.on("connection", (socket) => {
    count();
    socket.once("disconnect", count);
    hearSocket(socket as unknown as MemberSocket, live);
  });
  const cable = serveCable(hub, { httpServer, policy, team: live.presence });
  const stopHearing = await hearAccessChanges(
    (change) => {
      for (const sockets of [access, cable]) sockets.apply(change).catch(report);
      live.presence.announceSoon(change.accountId);
    },
    () => {
      for (const sockets of [access, cable]) sockets.refreshAll().catch(report);
    },
  );
  const timers = startTimers(live, report);
  io.attach(httpServer, options);
  return {
    cable,
    async stop() {
      for (const timer of timers) clearInterval(timer);
      cable.close();
      live.presence.close();
      await stopHearing();
      io.engine.close();
    },
  };
}

function startTimers(live: Live, report: (err: unknown) => void): NodeJS.Timeout[] {
  return [
    setInterval(() => {
      for (const part of [live.typing, live.viewers, live.presence]) part.expire();
    }, EXPIRE_EVERY_MS),
    setInterval(() => void live.access.closeSignedOut().catch(report), SESSIONS_EVERY_MS),
  ];
}

/** Refuses with a code that clients can tell apart: `unauthenticated` will not get better by itself. */
async function letIn(socket: MemberSocket, next: (error?: Error) => void): Promise<void> {
  try {
    const person = await identifySocket(socket.request, socket.handshake.auth);
    if (!person) return next(new Error("unauthenticated"));
    socket.data = { person, joined: null };
    socket.join(ownRoom(person.userId));
    next();
  } catch (err) {
    runtime().log.error({ err }, "a socket could not be identified");
    next(new Error("unavailable"));
  }
}

async function sayFarewell(io: Server): Promise<void> {
  io.local.emit("server.restarting", {});
  io.local.disconnectSockets(true);
  for (const end = Date.now() + FAREWELL_MS; io.of("/").sockets.size > 0 && Date.now() < end; ) await wait(5);
}
