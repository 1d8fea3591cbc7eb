"use client";

import type { KeyboardEvent, PointerEvent } from "react";
import { LIST_WIDTH_COOKIE, listWidth, NARROWEST, WIDEST } from "./list-width.ts";

interface ResizeHandleProps {
  label: string;
  width: number;
  onWidth: (width: number) => void;
}

const STEP = 20;

/** The edge between list and thread: drag it, or move it with the arrows. */
export function ResizeHandle({ label, width, onWidth }: ResizeHandleProps) {
  const set = (next: number) => {
    const allowed = listWidth(next);
    onWidth(allowed);
    // biome-ignore lint/suspicious/noDocumentCookie: the server must know it before the first paint
    document.cookie = `${LIST_WIDTH_COOKIE}=${allowed}; path=/app; max-age=31536000; samesite=lax`;
  };
  const press = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -STEP, ArrowRight: STEP, Home: -WIDEST, End: WIDEST }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    set(Math.max(NARROWEST, width + (isMirrored(event.currentTarget) ? -step : step)));
  };
  const grab = (event: PointerEvent<HTMLElement>) => {
    const handle = event.currentTarget;
    const from = event.clientX;
    const sign = isMirrored(handle) ? -1 : 1;
    handle.setPointerCapture(event.pointerId);
    const move = (moved: globalThis.PointerEvent) => set(width + sign * (moved.clientX - from));
    handle.addEventListener("pointermove", move);
    handle.addEventListener("lostpointercapture", () => handle.removeEventListener("pointermove", move), {
      once: true,
    });
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a separator that moves is no rule
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={width}
      aria-valuemin={NARROWEST}
      aria-valuemax={WIDEST}
      tabIndex={0}
      onKeyDown={press}
      onPointerDown={grab}
      className="relative z-10 -mx-1 hidden w-2 shrink-0 cursor-col-resize touch-none transition-colors after:absolute after:inset-y-0 after:start-1/2 after:w-px after:bg-line hover:after:w-0.5 hover:after:bg-accent lg:block"
    />
  );
}

const isMirrored = (element: Element) => getComputedStyle(element).direction === "rtl";
