"use client";

import { type PointerEvent, useRef, useState, type WheelEvent } from "react";

const LARGEST = 5;

interface View {
  scale: number;
  x: number;
  y: number;
}

const whole: View = { scale: 1, x: 0, y: 0 };

/** Enlarges up to five times: buttons, wheel, double click; dragging moves what is enlarged. */
export function useZoom() {
  const [view, setView] = useState(whole);
  const drag = useRef<{ x: number; y: number } | null>(null);
  const zoom = (factor: number) =>
    setView((held) => {
      const scale = Math.min(LARGEST, Math.max(1, held.scale * factor));
      return scale === 1 ? whole : { scale, x: (held.x * scale) / held.scale, y: (held.y * scale) / held.scale };
    });
  return {
    scale: view.scale,
    zoom,
    reset: () => setView(whole),
    style: { transform: `translate(${view.x}px, ${view.y}px) scale(${view.scale})` },
    handlers: {
      onWheel: (event: WheelEvent) => zoom(event.deltaY < 0 ? 1.2 : 1 / 1.2),
      onDoubleClick: () => (view.scale > 1 ? setView(whole) : zoom(2.5)),
      onPointerDown: (event: PointerEvent) => {
        if (view.scale === 1) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        drag.current = { x: event.clientX - view.x, y: event.clientY - view.y };
      },
      onPointerMove: (event: PointerEvent) => {
        const from = drag.current;
        if (from) setView((held) => ({ ...held, x: event.clientX - from.x, y: event.clientY - from.y }));
      },
      onPointerUp: () => {
        drag.current = null;
      },
    },
  };
}
