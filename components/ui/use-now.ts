"use client";

import { useSyncExternalStore } from "react";

const STEP_MS = 15_000;
const readers = new Set<() => void>();
let now = 0;
let timer: ReturnType<typeof setInterval> | undefined;

/** The present, in milliseconds, renewed every 15 s; one timer serves the whole page. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, read, rounded);
}

function subscribe(reader: () => void): () => void {
  readers.add(reader);
  timer ??= setInterval(tick, STEP_MS);
  return () => {
    readers.delete(reader);
    if (readers.size > 0) return;
    clearInterval(timer);
    timer = undefined;
    now = 0;
  };
}

function tick(): void {
  now = Date.now();
  for (const reader of readers) reader();
}

function read(): number {
  if (now === 0) now = Date.now();
  return now;
}

/** The same value for the renders of one page on the server. */
function rounded(): number {
  return Math.floor(Date.now() / STEP_MS) * STEP_MS;
}
