"use client";

import { type KeyboardEvent, type RefObject, useId, useRef, useState } from "react";
import { OnDemand } from "#components/ui/on-demand.tsx";
import { cannedBeingWritten } from "./canned-being-written.ts";
import type { useComposerText } from "./use-composer-text.ts";

const cannedList = async () => (await import("./canned-list.tsx")).CannedList;

interface Canned {
  text: ReturnType<typeof useComposerText>;
  field: RefObject<HTMLTextAreaElement | null>;
}

/** The list behind a `/`: texts that are sent often. It is fetched when it is first wanted. */
export function useCanned({ text, field }: Canned) {
  const id = useId();
  const [caret, setCaret] = useState<number | null>(null);
  const [dismissedAt, setDismissedAt] = useState<number | null>(null);
  const [active, setActive] = useState<string | null>(null);
  /** Of the list, while it shows something. */
  const keys = useRef<((event: KeyboardEvent) => boolean) | null>(null);
  const writing = caret === null ? null : cannedBeingWritten(text.shown, caret);
  const isWanted = writing !== null && writing.from !== dismissedAt;
  const close = () => setDismissedAt(writing?.from ?? null);
  const choose = (content: string) => {
    if (writing && caret !== null) text.replace(writing.from, caret, content);
  };
  return {
    /** The caret is elsewhere now. */
    moved: () => {
      const element = field.current;
      setCaret(element && element.selectionStart === element.selectionEnd ? element.selectionStart : null);
    },
    /** True when the key was for the list. */
    onKeyDown: (event: KeyboardEvent): boolean => (isWanted && keys.current ? keys.current(event) : false),
    attributes:
      isWanted && active
        ? ({ "aria-autocomplete": "list", "aria-controls": id, "aria-activedescendant": active } as const)
        : {},
    list: isWanted ? (
      <OnDemand
        load={cannedList}
        onFail={close}
        with={{ id, words: writing.words, keys, onActive: setActive, onChoose: choose, onClose: close }}
      />
    ) : null,
  };
}
