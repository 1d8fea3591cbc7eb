"use client";

import { useCallback, useRef } from "react";

/** The same function for ever that does what the newest one does: for rows that must not be drawn again because of it. */
export function useStable<Args extends unknown[], Result>(work: (...args: Args) => Result): (...args: Args) => Result {
  const newest = useRef(work);
  newest.current = work;
  return useCallback((...args: Args) => newest.current(...args), []);
}
