"use client";

import { useEffect, useLayoutEffect, useRef, useState } from "react";
import type { Row } from "./build-rows.ts";

/** Until then rows above the screen are still being measured; what is loaded on top of them would move it. */
const SETTLED_MS = 250;

/**
 * Places the stream once, when its first rows are there: at the message that was asked for, else at the unread line, else
 * at the end.
 *
 * @param scrollTo  null stands for the end
 * @returns whether it stands, so that more may be loaded around it
 */
export function useOpening(
  rows: readonly Row[],
  openAt: number | null,
  scrollTo: (index: number | null, align: "start" | "center" | "end") => void,
): boolean {
  const isOpened = useRef(false);
  const [isSettled, setIsSettled] = useState(false);
  useLayoutEffect(() => {
    if (isOpened.current || rows.length === 0) return;
    isOpened.current = true;
    const asked = openAt === null ? -1 : rows.findIndex((row) => row.kind === "bubble" && row.message.id === openAt);
    if (asked >= 0) return scrollTo(asked, "center");
    const unread = rows.findIndex((row) => row.kind === "unread");
    if (unread >= 0) scrollTo(Math.max(0, unread - 1), "start");
    else scrollTo(null, "end");
  });
  // A stream that is mounted anew stands nowhere.
  useLayoutEffect(
    () => () => {
      isOpened.current = false;
    },
    [],
  );
  useEffect(() => {
    const timer = setTimeout(() => setIsSettled(true), SETTLED_MS);
    return () => clearTimeout(timer);
  }, []);
  return isSettled;
}
