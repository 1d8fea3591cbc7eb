"use client";

import { type RefObject, useCallback, useEffect, useState } from "react";

const IDLE_MS = 5_000;

/**
 * Whether the order of the list is held because somebody is at it, with the pointer or with the keyboard. Five idle seconds, or
 * `release`, let it go until the next movement.
 */
export function useHeldOrder(area: RefObject<HTMLElement | null>): { isHeld: boolean; release: () => void } {
  const [isHeld, setIsHeld] = useState(false);
  const release = useCallback(() => setIsHeld(false), []);
  useEffect(() => {
    const element = area.current;
    if (!element) return;
    let idle: ReturnType<typeof setTimeout> | undefined;
    const hold = () => {
      setIsHeld(true);
      clearTimeout(idle);
      idle = setTimeout(release, IDLE_MS);
    };
    const moved = (event: PointerEvent) => {
      if (event.pointerType === "mouse") hold();
    };
    const pressed = () => {
      if (element.matches(":has(:focus-visible)")) hold();
    };
    const left = () => {
      clearTimeout(idle);
      release();
    };
    element.addEventListener("pointermove", moved);
    element.addEventListener("pointerleave", left);
    element.addEventListener("wheel", hold, { passive: true });
    element.addEventListener("keydown", pressed);
    element.addEventListener("focusout", left);
    return () => {
      clearTimeout(idle);
      element.removeEventListener("pointermove", moved);
      element.removeEventListener("pointerleave", left);
      element.removeEventListener("wheel", hold);
      element.removeEventListener("keydown", pressed);
      element.removeEventListener("focusout", left);
    };
  }, [area, release]);
  return { isHeld, release };
}
