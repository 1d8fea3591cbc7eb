"use client";

import { type RefObject, useLayoutEffect, useRef } from "react";
import type { ListRow } from "./arrange-rows.ts";

interface SteadyScroll {
  scroller: RefObject<HTMLElement | null>;
  rows: readonly ListRow[];
  rowHeight: number;
  selectedId: number | null;
}

/**
 * Keeps what is in sight where it is when rows come or move above it. At the very top nothing is kept: there the newest belongs.
 * The row to keep is the selected one if it is in sight, else the first that did not move away.
 */
export function useSteadyScroll({ scroller, rows, rowHeight, selectedId }: SteadyScroll): void {
  const before = useRef(rows);
  useLayoutEffect(() => {
    const element = scroller.current;
    const old = before.current;
    before.current = rows;
    if (!element || old === rows || element.scrollTop < rowHeight / 2) return;
    const first = Math.floor(element.scrollTop / rowHeight);
    const last = Math.floor((element.scrollTop + element.clientHeight) / rowHeight);
    const now = new Map(rows.map((row, index) => [row.conversation.id, index]));
    const inSight = old.slice(first, last).map((row, index) => ({ id: row.conversation.id, at: first + index }));
    const steady =
      inSight.find(({ id }) => id === selectedId) ?? inSight.find(({ id, at }) => (now.get(id) ?? -1) >= at);
    const moved = steady && now.get(steady.id);
    if (!steady || moved === undefined || moved === steady.at) return;
    // Rows slide to their new place; what moves with the window must not.
    element.dataset.still = "";
    element.scrollTop += (moved - steady.at) * rowHeight;
    requestAnimationFrame(() => requestAnimationFrame(() => delete element.dataset.still));
  }, [scroller, rows, rowHeight, selectedId]);
}
