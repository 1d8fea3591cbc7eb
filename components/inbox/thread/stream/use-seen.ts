"use client";

import { useEffect, useRef, useSyncExternalStore } from "react";

/** How long the newest message must be on the screen. */
const LOOK_MS = 1000;
/** A count that rises without a new message in this time was raised by hand. */
const NEWS_MS = 3000;

interface Seen {
  /** Newest stored message; 0 when there is none. */
  newestId: number;
  unread: number;
  /** The end of the thread is on the screen. */
  isAtEnd: boolean;
  onSeen: () => void;
}

/**
 * Says that the thread was seen: open, the tab in front and focused, its newest message on the screen for a second. Each
 * newest message counts once, so that a conversation marked as unread stays so until something new comes or it is reopened.
 */
export function useSeen({ newestId, unread, isAtEnd, onSeen }: Seen): void {
  const isLooking = useSyncExternalStore(
    subscribe,
    () => document.visibilityState === "visible" && document.hasFocus(),
    () => false,
  );
  const seenUpTo = useRef(0);
  const notify = useRef(onSeen);
  notify.current = onSeen;
  const isDue = isLooking && isAtEnd && unread > 0 && newestId > seenUpTo.current;

  useEffect(() => {
    if (!isDue) return;
    const timer = setTimeout(() => {
      seenUpTo.current = newestId;
      notify.current();
    }, LOOK_MS);
    return () => clearTimeout(timer);
  }, [isDue, newestId]);

  const lastNews = useRef({ newestId, at: 0, unread });
  useEffect(() => {
    const last = lastNews.current;
    const at = newestId === last.newestId ? last.at : performance.now();
    const markedByHand = unread > last.unread && performance.now() - at > NEWS_MS;
    if (markedByHand) seenUpTo.current = Math.max(seenUpTo.current, newestId);
    lastNews.current = { newestId, at, unread };
  }, [unread, newestId]);
}

function subscribe(reader: () => void): () => void {
  document.addEventListener("visibilitychange", reader);
  window.addEventListener("focus", reader);
  window.addEventListener("blur", reader);
  return () => {
    document.removeEventListener("visibilitychange", reader);
    window.removeEventListener("focus", reader);
    window.removeEventListener("blur", reader);
  };
}
