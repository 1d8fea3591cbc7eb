"use client";

import { useQuery } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef } from "react";
import { conversationKeys } from "#components/data/conversation-keys.ts";
import type { Typist } from "#components/data/patch-people.ts";
import { useAccountCache } from "#components/data/use-account-cache.ts";
import { useRealtime } from "./realtime-provider.tsx";

const THROTTLE_MS = 3_000;
const nobody: readonly Typist[] = [];

/** Who else is typing in a conversation: the customer, members of a group, colleagues. */
export function useTypists(conversationId: number): readonly Typist[] {
  const { accountId } = useAccountCache();
  const { data } = useQuery({
    queryKey: conversationKeys.typing(accountId, conversationId),
    queryFn: () => nobody,
    enabled: false,
  });
  return data ?? nobody;
}

/**
 * Tells the others that we type: `typed` at each key press (sent every 3 s at most), `stopped` when the text was sent, emptied or
 * left. Leaving the conversation stops by itself.
 */
export function useTypingSignal(
  conversationId: number,
  isPrivate: boolean,
): { typed: () => void; stopped: () => void } {
  const { say } = useRealtime();
  const speak = useRef(say);
  speak.current = say;
  const lastSaid = useRef(0);
  const tell = useCallback(
    (state: "on" | "off") => speak.current("typing", { conversation_id: conversationId, state, is_private: isPrivate }),
    [conversationId, isPrivate],
  );
  const typed = useCallback(() => {
    if (Date.now() - lastSaid.current < THROTTLE_MS) return;
    lastSaid.current = Date.now();
    tell("on");
  }, [tell]);
  const stopped = useCallback(() => {
    if (lastSaid.current === 0) return;
    lastSaid.current = 0;
    tell("off");
  }, [tell]);
  useEffect(() => stopped, [stopped]);
  return useMemo(() => ({ typed, stopped }), [typed, stopped]);
}
