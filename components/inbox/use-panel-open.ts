"use client";

import { useCallback, useState, useSyncExternalStore } from "react";

const NAME = "parley.panel";
/** From here on the panel has room of its own; below, it lies over the thread. */
const WIDE = "(min-width: 1280px)";
const readers = new Set<() => void>();

/**
 * Whether the side panel of a conversation is open. Where there is room it is a habit, remembered in this browser; where it would cover the
 * thread it is open only for the conversation it was opened in.
 */
export function usePanelOpen(conversationId: number | null): [isOpen: boolean, toggle: () => void] {
  const isWide = useSyncExternalStore(
    subscribeToWidth,
    () => matchMedia(WIDE).matches,
    () => false,
  );
  const isHabit = useSyncExternalStore(
    subscribe,
    () => localStorage.getItem(NAME) !== "closed",
    () => false,
  );
  const [coveredId, setCoveredId] = useState<number | null>(null);
  const toggle = useCallback(() => {
    if (!matchMedia(WIDE).matches)
      return setCoveredId((covered) => (covered === conversationId ? null : conversationId));
    localStorage.setItem(NAME, localStorage.getItem(NAME) === "closed" ? "open" : "closed");
    for (const reader of readers) reader();
  }, [conversationId]);
  return [isWide ? isHabit : conversationId !== null && coveredId === conversationId, toggle];
}

function subscribe(reader: () => void): () => void {
  readers.add(reader);
  return () => readers.delete(reader);
}

function subscribeToWidth(reader: () => void): () => void {
  const width = matchMedia(WIDE);
  width.addEventListener("change", reader);
  return () => width.removeEventListener("change", reader);
}
