"use client";

import { useCallback, useMemo, useSyncExternalStore } from "react";
import { useAccountId, useViewer } from "./viewer.tsx";

export type ComposerMode = "reply" | "note";

/** What was begun in the composer of a conversation. Text and quote survive reloads, files live as long as the tab. */
export interface Draft {
  text: string;
  /** Id of the quoted message. */
  quoteId: number | null;
  files: readonly File[];
}

const empty: Draft = { text: "", quoteId: null, files: [] };
const drafts = new Map<string, Draft>();
const readers = new Set<() => void>();

/** The draft of a conversation and mode, and how to change it. An empty draft is forgotten. */
export function useDraft(conversationId: number, mode: ComposerMode) {
  const name = useDraftName(conversationId, mode);
  const draft = useSyncExternalStore(
    subscribe,
    () => read(name),
    () => empty,
  );
  const change = useCallback((part: Partial<Draft>) => write(name, { ...read(name), ...part }), [name]);
  const clear = useCallback(() => write(name, empty), [name]);
  return { draft, change, clear };
}

/** The draft for what is done elsewhere on the screen: reading and changing it draws nothing anew. */
export function useDraftHandle(conversationId: number, mode: ComposerMode) {
  const name = useDraftName(conversationId, mode);
  return useMemo(
    () => ({
      read: () => read(name),
      change: (part: Partial<Draft>) => write(name, { ...read(name), ...part }),
    }),
    [name],
  );
}

/** Text of the reply that was begun in a conversation, for the list; empty when there is none. */
export function useDraftText(conversationId: number): string {
  const name = useDraftName(conversationId, "reply");
  return useSyncExternalStore(
    subscribe,
    () => read(name).text,
    () => "",
  );
}

/** The mode a conversation's composer was last in; survives reloads. */
export function useComposerMode(conversationId: number): [ComposerMode, (mode: ComposerMode) => void] {
  const name = useDraftName(conversationId, "mode");
  const mode = useSyncExternalStore(
    subscribe,
    () => (read(name).text === "note" ? "note" : "reply"),
    () => "reply" as const,
  );
  const choose = useCallback(
    (next: ComposerMode) => write(name, { ...empty, text: next === "note" ? "note" : "" }),
    [name],
  );
  return [mode, choose];
}

function useDraftName(conversationId: number, part: ComposerMode | "mode"): string {
  const accountId = useAccountId();
  return `parley.draft.${useViewer().profile.id}.${accountId}.${conversationId}.${part}`;
}

function read(name: string): Draft {
  const held = drafts.get(name) ?? stored(name);
  drafts.set(name, held);
  return held;
}

function stored(name: string): Draft {
  const text = localStorage.getItem(name);
  if (text === null) return empty;
  const { quoteId, ...rest } = JSON.parse(text) as Pick<Draft, "text" | "quoteId">;
  return { ...empty, ...rest, quoteId };
}

function write(name: string, { text, quoteId, files }: Draft): void {
  const isEmpty = text === "" && quoteId === null && files.length === 0;
  drafts.set(name, isEmpty ? empty : { text, quoteId, files });
  if (text === "" && quoteId === null) localStorage.removeItem(name);
  else localStorage.setItem(name, JSON.stringify({ text, quoteId }));
  for (const reader of readers) reader();
}

function subscribe(reader: () => void): () => void {
  if (readers.size === 0) window.addEventListener("storage", hear);
  readers.add(reader);
  return () => {
    readers.delete(reader);
    if (readers.size === 0) window.removeEventListener("storage", hear);
  };
}

/** Another tab wrote: its text is newer, our files stay. */
function hear({ key }: StorageEvent): void {
  const held = key === null ? undefined : drafts.get(key);
  if (key === null || !held) return;
  drafts.set(key, { ...stored(key), files: held.files });
  for (const reader of readers) reader();
}
