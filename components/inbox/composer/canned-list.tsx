"use client";

import { type KeyboardEvent, type RefObject, useEffect, useState } from "react";
import { useCannedResponses } from "#components/data/canned-responses.ts";
import { useTexts } from "#components/i18n/use-texts.ts";
import { classNames } from "#components/ui/class-names.ts";

/** More than fits; further letters find the rest. */
const MOST_SHOWN = 20;

interface CannedListProps {
  id: string;
  /** What stands behind the `/`. */
  words: string;
  /** Filled with what to do with keys while there is something to choose. */
  keys: RefObject<((event: KeyboardEvent) => boolean) | null>;
  /** Element id of the choice that Enter would take; null when there is none. */
  onActive: (id: string | null) => void;
  onChoose: (content: string) => void;
  onClose: () => void;
}

/** Canned responses that fit what stands behind the `/`. The focus stays in the text; arrows and Enter work from there. */
export function CannedList({ id, words, keys, onActive, onChoose, onClose }: CannedListProps) {
  const t = useTexts("composer.canned");
  const { data, isFetching } = useCannedResponses(words);
  const found = (data ?? []).slice(0, MOST_SHOWN);
  const [wanted, setWanted] = useState(0);
  const active = Math.min(wanted, found.length - 1);
  const activeId = active >= 0 ? `${id}-${active}` : null;

  keys.current = (event) => {
    const response = found[active];
    if (!response || event.nativeEvent.isComposing) return false;
    if (event.key === "Escape") onClose();
    else if (event.key === "ArrowDown") setWanted((active + 1) % found.length);
    else if (event.key === "ArrowUp") setWanted((active - 1 + found.length) % found.length);
    else if ((event.key === "Enter" || event.key === "Tab") && !event.shiftKey) onChoose(response.content);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  };
  useEffect(() => {
    onActive(activeId);
    if (activeId) document.getElementById(activeId)?.scrollIntoView({ block: "nearest" });
  }, [activeId, onActive]);
  useEffect(
    () => () => {
      keys.current = null;
      onActive(null);
    },
    [keys, onActive],
  );

  const isEmpty = found.length === 0 && words === "" && !isFetching;
  if (found.length === 0 && !isEmpty) return null;
  return (
    <div className="absolute inset-x-3 bottom-full z-20 mb-1 max-w-lg animate-rise rounded-lg border border-line bg-raised p-1 shadow-float">
      {isEmpty ? (
        <p role="status" className="px-2 py-1.5 text-sm text-muted">
          {t("none")}
        </p>
      ) : null}
      <div id={id} role="listbox" aria-label={t("label")} className="max-h-56 overflow-y-auto">
        {found.map((response, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled in the text field
          <div
            key={response.id}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === active}
            tabIndex={-1}
            onPointerMove={() => setWanted(index)}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => onChoose(response.content)}
            className={classNames("min-h-10 cursor-pointer rounded-sm px-2 py-1", index === active ? "bg-hover" : "")}
          >
            <bdi className="block truncate font-medium">/{response.short_code}</bdi>
            <bdi className="block truncate text-sm text-muted">{response.content}</bdi>
          </div>
        ))}
      </div>
    </div>
  );
}
