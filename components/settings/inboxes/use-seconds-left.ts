"use client";

import { useEffect, useState } from "react";

/** Whole seconds until a moment, counted down to 0; null when there is none to wait for. */
export function useSecondsLeft(until: string | undefined): number | null {
  const [now, setNow] = useState(() => Date.now());
  const end = until === undefined ? null : Date.parse(until);
  const isOver = end === null || end <= now;
  useEffect(() => {
    if (isOver) return;
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [isOver]);
  useEffect(() => {
    if (end !== null) setNow(Date.now());
  }, [end]);
  return end === null ? null : Math.max(0, Math.ceil((end - now) / 1000));
}
