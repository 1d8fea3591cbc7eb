"use client";

/** Newest message when a reply was begun, by conversation; lives as long as the tab. */
const starts = new Map<string, number>();

/** Id of the newest message when the text was begun; null while it is empty. @param newestId  null while unknown */
export function draftStart(key: string, isEmpty: boolean, newestId: number | null): number | null {
  if (isEmpty) starts.delete(key);
  else if (!starts.has(key) && newestId !== null) starts.set(key, newestId);
  return starts.get(key) ?? null;
}

/** Everything up to a message has been read: the text counts as begun after it. */
export function moveDraftStart(key: string, newestId: number): void {
  starts.set(key, newestId);
}
