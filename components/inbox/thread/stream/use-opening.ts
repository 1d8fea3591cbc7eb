"use client";

import { useLayoutEffect, useRef } from "react";
import type { Row } from "./build-rows.ts";

/**
 * Places the stream once, when its first rows are there: at the message that was asked for, else at the unread line, else
 * at the end.
 */
export function useOpening(rows: readonly Row[], openAt: number | null, scrollTo: (index: number, align: "start" | "center" | "end") => void): void {
  const isOpened = useRef(false);
  useLayoutEffect(() => {
    if (isOpened.current || rows.length === 0) return;
    isOpened.current = true;
    const asked = openAt === null ? -1 : rows.findIndex((row) => row.kind === "bubble" && row.message.id === openAt);
    if (asked >= 0) return scrollTo(asked, "center");
    const unread = rows.findIndex((row) => row.kind === "unread");
    if (unread >= 0) scrollTo(Math.max(0, unread - 1), "start");
    else scrollTo(rows.length - 1, "end");
  });
}
