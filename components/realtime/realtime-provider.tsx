"use client";

import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from "react";
import { useOutbox } from "#components/data/outbox-provider.tsx";
import { useAccountCache } from "#components/data/use-account-cache.ts";
import type { ServerEvent } from "#server/domain/realtime/contract.ts";
import { type Connection, connected, connectingSince, disconnected } from "./connection.ts";
import { ConnectionBanner } from "./connection-banner.tsx";
import { openRealtime, type RealtimeClient } from "./realtime-client.ts";

interface Realtime {
  connection: Connection;
  say: RealtimeClient["say"];
  retryNow: () => void;
}

const RealtimeContext = createContext<Realtime | null>(null);

/** Opens the socket of the account and keeps the cache true for everything inside; says when it cannot. */
export function RealtimeProvider({ children }: { children: ReactNode }) {
  const cache = useAccountCache();
  const outbox = useOutbox();
  const wake = useRef<() => void>(undefined);
  wake.current = outbox?.wake;
  const client = useRef<RealtimeClient>(undefined);
  const [connection, setConnection] = useState(() => connectingSince(Date.now()));

  useEffect(() => {
    let isClosed = false;
    const opening = openRealtime({
      cache,
      onConnected: () => {
        setConnection((state) => connected(state, Date.now()));
        wake.current?.();
      },
      onNotification: (event) => void announce(event),
      onDisconnected: () => setConnection((state) => disconnected(state, Date.now())),
    });
    void opening.then((opened) => {
      if (isClosed) opened.close();
      else client.current = opened;
    });
    return () => {
      isClosed = true;
      client.current?.close();
      client.current = undefined;
    };
  }, [cache]);

  const realtime = useMemo<Realtime>(
    () => ({
      connection,
      say: (name, payload) => client.current?.say(name, payload),
      retryNow: () => {
        client.current?.retryNow();
        wake.current?.();
      },
    }),
    [connection],
  );
  return (
    <RealtimeContext value={realtime}>
      <ConnectionBanner connection={connection} onRetry={realtime.retryNow} />
      {children}
    </RealtimeContext>
  );
}

/** Fetched when it is first wanted. What cannot be told by a sound is in the list all the same. */
async function announce(event: ServerEvent<"notification.created">): Promise<void> {
  try {
    await (await import("../notifications/announce-notification.ts")).announceNotification(event);
  } catch (error) {
    console.warn("a notification could not be announced", error);
  }
}

export function useRealtime(): Realtime {
  const realtime = useContext(RealtimeContext);
  if (!realtime) throw new Error("useRealtime needs a RealtimeProvider around the screen");
  return realtime;
}
