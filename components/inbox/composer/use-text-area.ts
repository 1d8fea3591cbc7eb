"use client";

import { type RefObject, useCallback, useLayoutEffect, useRef } from "react";

/** A field as high as its text, and a caret that goes where it is told after the text has changed. */
export function useTextArea(field: RefObject<HTMLTextAreaElement | null>, shown: string) {
  const wanted = useRef<{ from: number; to: number } | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows the text
  useLayoutEffect(() => {
    const element = field.current;
    if (!element) return;
    element.style.height = "auto";
    element.style.height = `${element.scrollHeight}px`;
    if (!wanted.current) return;
    const { from, to } = wanted.current;
    wanted.current = null;
    element.focus();
    element.setSelectionRange(from, to);
  }, [field, shown]);
  return useCallback((from: number, to = from) => {
    wanted.current = { from, to };
  }, []);
}
