"use client";

import { Check } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useId, useState } from "react";
import { classNames } from "#components/ui/class-names.ts";
import { Input } from "#components/ui/input.tsx";

export interface Choice {
  value: string;
  label: string;
  icon?: ReactNode;
  /** Small, behind the label. */
  detail?: string;
}

interface ChoiceListProps {
  /** Accessible name, and what stands in the empty field. */
  label: string;
  choices: readonly Choice[];
  chosen?: string;
  onChoose: (value: string) => void;
  /** Said when nothing fits. */
  none: string;
  /** Given where somebody else searches: the list is then shown as it is. */
  /** Takes the focus when it appears; not where it stands beside other fields. */
  autoFocus?: boolean;
  search?: { words: string; onWords: (words: string) => void };
}

/** A field that narrows a list. Arrows move, Enter picks and never submits; the focus stays in the field. */
export function ChoiceList({ label, choices, chosen, onChoose, none, autoFocus = true, search }: ChoiceListProps) {
  const id = useId();
  const [ownWords, setOwnWords] = useState("");
  const [active, setActive] = useState(0);
  const words = search?.words ?? ownWords;
  const wanted = words.trim().toLocaleLowerCase();
  const shown = search ? choices : choices.filter((choice) => choice.label.toLocaleLowerCase().includes(wanted));
  const at = Math.min(active, shown.length - 1);
  const press = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && shown.length > 0) setActive((at + step + shown.length) % shown.length);
    else if (event.key === "Enter" && shown[at]) onChoose(shown[at].value);
    else if (event.key !== "Enter") return;
    event.preventDefault();
  };
  return (
    <div className="grid gap-1">
      <Input
        autoFocus={autoFocus}
        role="combobox"
        aria-label={label}
        aria-expanded
        aria-controls={`${id}-list`}
        aria-activedescendant={shown[at] ? `${id}-${at}` : undefined}
        aria-autocomplete="list"
        placeholder={label}
        autoComplete="off"
        value={words}
        onKeyDown={press}
        onChange={(event) => {
          setActive(0);
          (search?.onWords ?? setOwnWords)(event.target.value);
        }}
      />
      {shown.length === 0 ? <p className="px-2 py-3 text-sm text-muted">{none}</p> : null}
      <div id={`${id}-list`} role="listbox" aria-label={label} className="max-h-72 overflow-y-auto">
        {shown.map((choice, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the focus and hears the keys
          <div
            key={choice.value}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={choice.value === chosen}
            onClick={() => onChoose(choice.value)}
            onPointerMove={() => setActive(index)}
            className={classNames(
              "flex min-h-9 cursor-pointer items-center gap-2.5 rounded-sm px-2 py-1 touch:min-h-11",
              index === at && "bg-hover",
            )}
          >
            {choice.icon}
            <span className="min-w-0 flex-1 truncate" dir="auto">
              {choice.label}
            </span>
            {choice.detail ? (
              <bdi className="numeric max-w-[50%] truncate text-sm text-muted">{choice.detail}</bdi>
            ) : null}
            {choice.value === chosen ? <Check aria-hidden className="size-4 shrink-0 text-accent-ink" /> : null}
          </div>
        ))}
      </div>
    </div>
  );
}
