"use client";

import { useCallback, useSyncExternalStore } from "react";

const NAME = "parley.panel";
const readers = new Set<() => void>();

/** Whether the side panel is open; remembered in this browser. Open at first where there is room for it. */
export function usePanelOpen(): [isOpen: boolean, toggle: () => void] {
  const isOpen = useSyncExternalStore(subscribe, read, () => false);
  const toggle = useCallback(() => {
    localStorage.setItem(NAME, read() ? "closed" : "open");
    for (const reader of readers) reader();
  }, []);
  return [isOpen, toggle];
}

function read(): boolean {
  const remembered = localStorage.getItem(NAME);
  return remembered === null ? matchMedia("(min-width: 1280px)").matches : remembered === "open";
}

function subscribe(reader: () => void): () => void {
  readers.add(reader);
  return () => readers.delete(reader);
}
