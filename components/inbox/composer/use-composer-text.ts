"use client";

import { type RefObject, useRef } from "react";
import type { Draft } from "#components/data/drafts.ts";
import { type Dialect, type Mark, toggleMark } from "./marks.ts";
import { cleanName, isSameMention, type Mention, mentionsOf, toShown, toWire } from "./mentions.ts";
import { useTextArea } from "./use-text-area.ts";

interface ComposerText {
  draft: Draft;
  change: (part: Partial<Draft>) => void;
  field: RefObject<HTMLTextAreaElement | null>;
}

/** The text of a draft as it is shown and edited; the draft itself keeps the form of the wire. */
export function useComposerText({ draft, change, field }: ComposerText) {
  const shown = toShown(draft.text);
  const mentions = useRef<Mention[]>([]);
  mentions.current = [...mentions.current, ...mentionsOf(draft.text)].filter(
    (mention, index, all) => all.findIndex((other) => isSameMention(other, mention)) === index,
  );
  const place = useTextArea(field, shown);
  const write = (text: string) => change({ text: toWire(text, mentions.current) });
  const replace = (from: number, to: number, text: string) => {
    place(from + text.length);
    write(shown.slice(0, from) + text + shown.slice(to));
  };
  const selection = () => ({
    from: field.current?.selectionStart ?? shown.length,
    to: field.current?.selectionEnd ?? shown.length,
  });
  return {
    shown,
    write,
    replace,
    insert: (text: string) => {
      const { from, to } = selection();
      replace(from, to, text);
    },
    mark: (mark: Mark, dialect: Exclude<Dialect, "none">) => {
      const next = toggleMark({ text: shown, ...selection() }, mark, dialect);
      place(next.from, next.to);
      write(next.text);
    },
    mention: (from: number, to: number, mention: Mention) => {
      const name = cleanName(mention.name);
      const others = mentions.current.filter((other) => !isSameMention(other, mention));
      mentions.current = [{ ...mention, name }, ...others];
      replace(from, to, `@${name} `);
    },
  };
}
