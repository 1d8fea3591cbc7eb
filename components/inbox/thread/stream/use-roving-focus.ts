"use client";

import { type KeyboardEvent, type RefObject, useCallback, useState } from "react";
import type { Message } from "#server/domain/messages/contract.ts";
import { type Row, rowKey } from "./build-rows.ts";

interface RovingFocus {
  rows: readonly Row[];
  scroller: RefObject<HTMLDivElement | null>;
  /** Brings a row onto the screen, and so into the page. */
  reveal: (index: number) => void;
  onMessageKey: (event: KeyboardEvent, message: Message) => void;
}

/** One message can be reached with Tab, the last one first; arrows, Home and End go to the others. */
export function useRovingFocus({ rows, scroller, reveal, onMessageKey }: RovingFocus) {
  const [chosen, setChosen] = useState<string | null>(null);
  const chosenIndex = chosen === null ? -1 : rows.findIndex((row) => row.key === chosen);
  const currentIndex = chosenIndex >= 0 ? chosenIndex : nextBubble(rows, rows.length, -1);
  const onFocus = useCallback((message: Message) => setChosen(rowKey(message)), []);

  const focusRow = (index: number) => {
    const key = rows[index]?.key;
    if (!key) return;
    setChosen(key);
    reveal(index);
    requestAnimationFrame(() =>
      scroller.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(key)}"] article`)?.focus(),
    );
  };
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const isOnMessage = event.target instanceof HTMLElement && event.target.tagName === "ARTICLE";
    if (!isOnMessage || event.altKey || event.ctrlKey || event.metaKey) return;
    const target = targetOf(event.key, rows, currentIndex);
    const row = rows[currentIndex];
    if (target === undefined) {
      if (row?.kind === "bubble") onMessageKey(event, row.message);
      return;
    }
    event.preventDefault();
    focusRow(target);
  };
  return { currentIndex, onFocus, onKeyDown };
}

/** Index a key leads to; undefined when it leads nowhere. */
function targetOf(key: string, rows: readonly Row[], current: number): number | undefined {
  switch (key) {
    case "ArrowUp":
      return nextBubble(rows, current, -1);
    case "ArrowDown":
      return nextBubble(rows, current, 1);
    case "Home":
      return nextBubble(rows, -1, 1);
    case "End":
      return nextBubble(rows, rows.length, -1);
    default:
      return undefined;
  }
}

/** The nearest bubble in a direction; `from` itself when there is none. */
function nextBubble(rows: readonly Row[], from: number, step: 1 | -1): number {
  for (let index = from + step; index >= 0 && index < rows.length; index += step)
    if (rows[index]?.kind === "bubble") return index;
  return from;
}
