"use client";

import { classNames } from "#components/ui/class-names.ts";
import type { Row } from "./build-rows.ts";
import { useDayName } from "./stream-rows.tsx";

interface StickyDateProps {
  rows: readonly Row[];
  firstVisible: number;
  isScrolling: boolean;
}

/** The day of what is on top, while it moves. */
export function StickyDate({ rows, firstVisible, isScrolling }: StickyDateProps) {
  const nameOf = useDayName();
  const row = rows[firstVisible];
  const at = row && dayOf(rows, firstVisible);
  if (!row || at === null || at === undefined || row.kind === "day") return null;
  return (
    <p
      aria-hidden
      className={classNames(
        "pointer-events-none absolute inset-x-0 top-2 z-10 flex justify-center",
        // At once, not fading: half-seen letters have no contrast.
        isScrolling ? "visible" : "invisible",
      )}
    >
      <span className="rounded-full bg-sunken px-3 py-0.5 text-xs font-medium text-muted shadow-card first-letter:uppercase">
        {nameOf(at)}
      </span>
    </p>
  );
}

function dayOf(rows: readonly Row[], from: number): number | null {
  for (let index = from; index >= 0; index--) {
    const row = rows[index];
    if (row?.kind === "bubble") return row.message.created_at_ms;
    if (row?.kind === "activities") return row.messages[0]?.created_at_ms ?? null;
    if (row?.kind === "day") return row.at;
  }
  return null;
}
