"use client";

import { useEffect, useRef } from "react";
import { useViewer } from "../data/viewer.tsx";
import { type ShortcutName, shortcutOf } from "./shortcuts.ts";

/** Where letters are text, or have a meaning of their own. */
export const TYPING =
  "input:not([type=radio], [type=checkbox], [type=button]), textarea, select, [contenteditable]:not([contenteditable=false]), [role=combobox]";
export const LAYER = "[role=menu], [role=dialog], [role=alertdialog], [role=listbox]";

type Handlers = Partial<Record<ShortcutName, (event: KeyboardEvent) => void>>;

/** Runs a handler when its keys are pressed anywhere on the page, unless a menu or dialog has the focus. */
export function useShortcuts(handlers: Handlers): void {
  const { settings } = useViewer();
  const current = useRef(handlers);
  current.current = handlers;
  const isWithoutLetters = !settings.letterKeys;
  useEffect(() => {
    const isMac = /mac|iphone|ipad/i.test(navigator.userAgent);
    const press = (event: KeyboardEvent) => {
      const target = event.target instanceof Element ? event.target : null;
      if (event.defaultPrevented || event.isComposing || event.repeat || target?.closest(LAYER)) return;
      const isTyping = target !== null && target.closest(TYPING) !== null;
      const name = shortcutOf(event, { isTyping, isMac, isWithoutLetters });
      const handler = name && current.current[name];
      if (!handler) return;
      event.preventDefault();
      handler(event);
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [isWithoutLetters]);
}
