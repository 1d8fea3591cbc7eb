import type { Socket } from "socket.io-client";
import type { z } from "zod";
import type { AccountCache } from "#components/data/account-cache.ts";
import { patchTyping } from "#components/data/patch-people.ts";
import type { clientEvents, ServerEvent, ServerEventName } from "#server/domain/realtime/contract.ts";
import { catchUp, distrust } from "./catch-up.ts";
import { createEventLog } from "./event-log.ts";

type ClientEvents = typeof clientEvents;
/** What the screens say; the account is added here. */
export type Said<Name extends keyof ClientEvents> = Omit<z.input<ClientEvents[Name]>, "account_id">;

export interface RealtimeClient {
  /** Says something if there is a connection; what is said here is worthless later. */
  say: <Name extends keyof ClientEvents>(name: Name, payload: Said<Name>) => void;
  retryNow: () => void;
  close: () => void;
}

interface RealtimeOptions {
  cache: AccountCache;
  /** Where the server is; the origin of the page when left out. */
  url?: string;
  onConnected: () => void;
  onDisconnected: () => void;
  /** The person was told of something just now. */
  onNotification?: (event: ServerEvent<"notification.created">) => void;
}

const PRESENCE_MS = 15_000;
const TYPING_EXPIRES_MS = 6_000;
/** Everybody's connection ends at once when the server does; they come back one by one. */
const JITTER_MS = 2_000;
const HIDDEN_TOO_LONG_MS = 60_000;

const names: Record<ServerEventName, true> = {
  "message.created": true,
  "message.updated": true,
  "conversation.created": true,
  "conversation.updated": true,
  "conversation.deleted": true,
  "conversation.mentioned": true,
  "conversation.participants_changed": true,
  "notification.created": true,
  "notification.updated": true,
  "notification.deleted": true,
  "notifications.changed": true,
  "contact.updated": true,
  "contact.merged": true,
  "group.members_changed": true,
  "scheduled_message.created": true,
  "scheduled_message.updated": true,
  "scheduled_message.deleted": true,
  "recurring_scheduled_message.created": true,
  "recurring_scheduled_message.updated": true,
  "inbox.updated": true,
  "agents.changed": true,
  "settings.changed": true,
  "access.changed": true,
  typing: true,
  viewers: true,
  presence: true,
  "server.restarting": true,
};

/**
 * One socket for one account: joins its rooms after each connect, patches the cache with what it hears, and catches up after
 * every gap, whether the line was lost or the tab slept.
 */
export async function openRealtime(options: RealtimeOptions): Promise<RealtimeClient> {
  const { io } = await import("socket.io-client");
  const { cache } = options;
  const account_id = cache.accountId;
  const socket = io(options.url ?? location.origin, {
    path: "/rt",
    transports: ["websocket"],
    reconnectionDelayMax: 5_000,
    autoConnect: false,
  });
  const log = createEventLog(cache);
  const timers = createTimers();
  let hasJoined = false;
  let hiddenAt: number | null = null;

  const join = () => {
    socket.timeout(10_000).emit("join", { account_id }, (error: Error | null, answer?: { ok: boolean }) => {
      if (error) return void reopen(socket);
      // The session or the membership ended: other requests say so, and "Retry now" asks again.
      if (!answer?.ok) return void socket.disconnect();
      options.onConnected();
      timers.once("catch up", hasJoined ? Math.random() * JITTER_MS : 0, () => catchUp(cache));
      hasJoined = true;
      timers.every("presence", PRESENCE_MS, () => socket.emit("presence", { account_id }));
    });
  };
  const lose = (reason: string) => {
    timers.stop("presence");
    distrust(cache);
    options.onDisconnected();
    if (reason === "io server disconnect") timers.once("connect", Math.random() * JITTER_MS, () => socket.connect());
  };
  const see = () => {
    if (document.hidden) hiddenAt = Date.now();
    else if (hiddenAt !== null && Date.now() - hiddenAt > HIDDEN_TOO_LONG_MS) {
      if (socket.connected) timers.once("catch up", Math.random() * JITTER_MS, () => catchUp(cache));
      else reopen(socket);
    }
    if (!document.hidden) hiddenAt = null;
  };
  const goOffline = () => void socket.disconnect();
  const goOnline = () => void socket.connect();

  socket.on("connect", join);
  socket.on("disconnect", lose);
  for (const name of Object.keys(names) as ServerEventName[]) {
    socket.on(name as string, (payload: ServerEvent<ServerEventName>) => {
      log.hear(name, payload);
      if (name === "notification.created") options.onNotification?.(payload as ServerEvent<"notification.created">);
      if (name === "typing") expireTyping(payload as ServerEvent<"typing">);
    });
  }
  const expireTyping = (event: ServerEvent<"typing">) => {
    const { kind, id } = event.person;
    timers.once(`typing ${event.conversation_id} ${kind} ${id}`, TYPING_EXPIRES_MS, () =>
      patchTyping(cache, { ...event, state: "off" }),
    );
  };

  const unfollow = log.follow();
  document.addEventListener("visibilitychange", see);
  addEventListener("offline", goOffline);
  addEventListener("online", goOnline);
  socket.connect();

  return {
    say: (name, payload) => {
      if (socket.connected) socket.emit(name, { account_id, ...payload });
    },
    retryNow: () => reopen(socket),
    close: () => {
      timers.stopAll();
      unfollow();
      document.removeEventListener("visibilitychange", see);
      removeEventListener("offline", goOffline);
      removeEventListener("online", goOnline);
      socket.off();
      socket.disconnect();
    },
  };
}

function reopen(socket: Socket): void {
  socket.disconnect();
  socket.connect();
}

/** Named timers: setting one again replaces it. */
function createTimers() {
  const running = new Map<string, () => void>();
  const stop = (name: string) => {
    running.get(name)?.();
    running.delete(name);
  };
  return {
    once(name: string, milliseconds: number, work: () => void) {
      stop(name);
      const timer = setTimeout(() => {
        running.delete(name);
        work();
      }, milliseconds);
      running.set(name, () => clearTimeout(timer));
    },
    every(name: string, milliseconds: number, work: () => void) {
      stop(name);
      const timer = setInterval(work, milliseconds);
      running.set(name, () => clearInterval(timer));
    },
    stop,
    stopAll: () => {
      for (const name of [...running.keys()]) stop(name);
    },
  };
}
