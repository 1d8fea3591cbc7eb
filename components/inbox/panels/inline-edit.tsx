"use client";

import { Pencil } from "lucide-react";
import { type KeyboardEvent, useId, useRef, useState } from "react";
import { requestSentence } from "#components/i18n/error-sentences.ts";
import { useTexts } from "#components/i18n/use-texts.ts";
import { classNames } from "#components/ui/class-names.ts";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Input } from "#components/ui/input.tsx";

interface InlineEditProps {
  /** Name of the field. */
  label: string;
  value: string;
  /** Shown while there is no value; a click begins one. */
  empty: string;
  type?: "text" | "tel" | "email";
  /** Why a text is refused before it is sent; null when it is not. */
  check?: (text: string) => string | null;
  onSave: (text: string) => Promise<void>;
  /** Long values take several lines instead of being cut. */
  wraps?: boolean;
  className?: string;
}

/** A value that becomes a field: Enter and leaving save, `Esc` brings the old one back, errors stand below. */
export function InlineEdit({ label, value, empty, type = "text", check, onSave, wraps, className }: InlineEditProps) {
  const t = useTexts("panels");
  const sentences = useTexts("errorSentences");
  const errorId = useId();
  const [text, setText] = useState<string | null>(null);
  const [state, setState] = useState<{ busy: boolean; error: string | null }>({ busy: false, error: null });
  const button = useRef<HTMLButtonElement>(null);
  const end = () => {
    setText(null);
    setState({ busy: false, error: null });
    requestAnimationFrame(() => button.current?.focus());
  };
  const save = async () => {
    if (text === null || state.busy) return;
    const next = text.trim();
    if (next === value) return end();
    const refusal = check?.(next) ?? null;
    if (refusal) return setState({ busy: false, error: refusal });
    setState({ busy: true, error: null });
    try {
      await onSave(next);
      end();
    } catch (error) {
      setState({ busy: false, error: requestSentence(sentences, error) });
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter") void save();
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    end();
  };

  if (text === null) {
    return (
      <span className={classNames("flex min-w-0 items-center gap-1", className)}>
        {value ? (
          <bdi title={wraps ? undefined : value} className={classNames("min-w-0", wraps ? "break-words" : "truncate")}>
            {value}
          </bdi>
        ) : (
          <button
            type="button"
            onClick={() => setText("")}
            className="min-h-6 rounded-sm text-start text-accent-ink hover:underline touch:min-h-11"
          >
            {empty}
          </button>
        )}
        {value ? (
          <IconButton
            ref={button}
            size="small"
            label={t("edit", { field: label })}
            icon={<Pencil aria-hidden />}
            onClick={() => setText(value)}
          />
        ) : null}
      </span>
    );
  }
  return (
    <span className={classNames("block min-w-0 flex-1", className)}>
      <Input
        autoFocus
        type={type}
        dir="auto"
        aria-label={label}
        aria-invalid={state.error ? true : undefined}
        aria-describedby={state.error ? errorId : undefined}
        aria-busy={state.busy || undefined}
        value={text}
        maxLength={255}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
        onBlur={() => void save()}
      />
      {state.error ? (
        <span id={errorId} role="alert" className="mt-1 block text-sm text-danger-ink">
          {state.error}
        </span>
      ) : null}
    </span>
  );
}
