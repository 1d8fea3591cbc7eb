"use client";

import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { conversationKeys } from "#components/data/conversation-keys.ts";
import type { Viewer } from "#components/data/patch-people.ts";
import { useAccountCache } from "#components/data/use-account-cache.ts";
import { useRealtime } from "./realtime-provider.tsx";

const HEARTBEAT_MS = 15_000;
const nobody: readonly Viewer[] = [];

/** Who else has the conversation open. */
export function useViewers(conversationId: number): readonly Viewer[] {
  const { accountId } = useAccountCache();
  const { data } = useQuery({
    queryKey: conversationKeys.viewers(accountId, conversationId),
    queryFn: () => nobody,
    enabled: false,
  });
  return data ?? nobody;
}

/** Tells the others that this conversation is open here, while the tab is in sight; null: none is. */
export function useViewing(conversationId: number | null): void {
  const { say, connection } = useRealtime();
  const { isConnected } = connection;
  useEffect(() => {
    if (!isConnected) return;
    const beat = () => say("viewing", { conversation_id: document.hidden ? null : conversationId });
    beat();
    const timer = setInterval(beat, HEARTBEAT_MS);
    document.addEventListener("visibilitychange", beat);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", beat);
    };
  }, [say, isConnected, conversationId]);
}
