"use client";

import { useRef } from "react";

/**
 * For a layer that opens without a trigger of its own: gives the focus back to what had it. When that was a line of a menu, to the
 * button of the menu.
 *
 * @returns handler for `onCloseAutoFocus`
 */
export function useReturnFocus(open: boolean): (event: Event) => void {
  const opener = useRef<HTMLElement | null>(null);
  const wasOpen = useRef(false);
  if (open && !wasOpen.current && typeof document !== "undefined") opener.current = openerOf(document.activeElement);
  wasOpen.current = open;
  return (event) => {
    event.preventDefault();
    opener.current?.focus();
  };
}

function openerOf(focused: Element | null): HTMLElement | null {
  const menu = focused?.closest("[role=menu]");
  const element = menu ? document.getElementById(menu.getAttribute("aria-labelledby") ?? "") : focused;
  return element instanceof HTMLElement ? element : null;
}
