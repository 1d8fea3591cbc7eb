"use client";

import { createContext, type ReactNode, useContext, useEffect, useId, useMemo, useState } from "react";
import { createPortal } from "react-dom";

/**
 * What may speak at the top of the page, most important first. Only one does at a time. An ended sign-in also ends live
 * updates, and no waiting brings those back: so it comes before the connection.
 */
export const stripRanks = ["session", "connection", "inbox", "announcement"] as const;
export type StripRank = (typeof stripRanks)[number];

interface Waiting {
  id: string;
  rank: StripRank;
}

interface StripState {
  place: HTMLElement | null;
  setPlace: (place: HTMLElement | null) => void;
  /** Of all who want to speak. */
  ranks: readonly StripRank[];
  /** Id of the one that is shown. */
  shown: string | null;
  enter: (waiting: Waiting) => () => void;
}

const StripContext = createContext<StripState | null>(null);

/** Around the shell: knows who wants to speak. */
export function StripProvider({ children }: { children: ReactNode }) {
  const [place, setPlace] = useState<HTMLElement | null>(null);
  const [waiting, setWaiting] = useState<readonly Waiting[]>([]);
  const shown = mostImportant(waiting);
  const state = useMemo<StripState>(
    () => ({
      place,
      setPlace,
      ranks: waiting.map((one) => one.rank),
      shown,
      enter: (one) => {
        setWaiting((others) => [...others, one]);
        return () => setWaiting((others) => others.filter((other) => other.id !== one.id));
      },
    }),
    [place, shown, waiting],
  );
  return <StripContext value={state}>{children}</StripContext>;
}

/** The strip itself, above the content; no height while nobody speaks. */
export function Strip() {
  const state = useStrip();
  return <div ref={state.setPlace} className="shrink-0" />;
}

/** Says something at the top of the page for as long as it is mounted, unless something more important does. */
export function InStrip({ rank, children }: { rank: StripRank; children: ReactNode }) {
  const { place, shown, enter } = useStrip();
  const id = useId();
  // biome-ignore lint/correctness/useExhaustiveDependencies: `enter` changes with every entry and does the same
  useEffect(() => enter({ id, rank }), [id, rank]);
  return place && shown === id ? createPortal(children, place) : null;
}

/** Whether somebody of this rank wants to speak. */
export function useIsInStrip(rank: StripRank): boolean {
  return useStrip().ranks.includes(rank);
}

function useStrip(): StripState {
  const state = useContext(StripContext);
  if (!state) throw new Error("outside of StripProvider");
  return state;
}

function mostImportant(waiting: readonly Waiting[]): string | null {
  for (const rank of stripRanks) {
    const first = waiting.find((one) => one.rank === rank);
    if (first) return first.id;
  }
  return null;
}
