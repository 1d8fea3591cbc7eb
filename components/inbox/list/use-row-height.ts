"use client";

import { useSyncExternalStore } from "react";
import { useViewer } from "#components/data/viewer.tsx";

/** Heights of a row in root ems, by density. */
const HEIGHTS = { comfortable: 4.75, compact: 3.5 };

/** Height of a row in pixels: grows with the reader's font size. */
export function useRowHeight(): number {
  const { density } = useViewer().settings;
  const rootSize = useSyncExternalStore(subscribe, readRootSize, () => 16);
  return Math.round(HEIGHTS[density] * rootSize);
}

const readRootSize = () => Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;

function subscribe(changed: () => void): () => void {
  window.addEventListener("resize", changed);
  return () => window.removeEventListener("resize", changed);
}
