"use client";

import { useEffect, useRef } from "react";
import { type ShortcutName, shortcutOf } from "./shortcuts.ts";

/** Where letters are text, or have a meaning of their own. */
const TYPING =
  "input:not([type=radio], [type=checkbox], [type=button]), textarea, select, [contenteditable]:not([contenteditable=false]), [role=combobox]";
const LAYER = "[role=menu], [role=dialog], [role=alertdialog], [role=listbox]";

type Handlers = Partial<Record<ShortcutName, (event: KeyboardEvent) => void>>;

/** Runs a handler when its keys are pressed anywhere on the page, unless a menu or dialog has the focus. */
export function useShortcuts(handlers: Handlers): void {
  const current = useRef(handlers);
  current.current = handlers;
  useEffect(() => {
    const isMac = /mac|iphone|ipad/i.test(navigator.userAgent);
    const press = (event: KeyboardEvent) => {
      const target = event.target instanceof Element ? event.target : null;
      if (event.defaultPrevented || event.isComposing || event.repeat || target?.closest(LAYER)) return;
      const name = shortcutOf(event, { isTyping: target?.closest(TYPING) !== null && target !== null, isMac });
      const handler = name && current.current[name];
      if (!handler) return;
      event.preventDefault();
      handler(event);
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, []);
}
