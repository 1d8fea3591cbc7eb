"use client";

import { type FormEvent, useState } from "react";
import { useLabelTitles } from "#components/data/labels.ts";
import { useTexts } from "#components/i18n/use-texts.ts";
import { Button } from "#components/ui/button.tsx";
import { Chip } from "#components/ui/chip.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";

/** As the contract has titles of labels. */
const TITLE = /^[\p{L}\p{N}_-]+$/u;

interface LabelEditorProps {
  labels: readonly string[];
  onChange: (labels: string[]) => void;
}

/** Labels of a conversation: take away, add a known one, or write a new one. */
export function LabelEditor({ labels, onChange }: LabelEditorProps) {
  const t = useTexts("thread.labels");
  const known = useLabelTitles(labels);
  const [text, setText] = useState("");
  const wanted = text.trim().toLocaleLowerCase().replaceAll(" ", "-");
  const isWrong = wanted !== "" && !TITLE.test(wanted);
  const offered = known.filter((label) => !labels.includes(label) && label.includes(wanted)).slice(0, 8);

  const add = (label: string) => {
    setText("");
    if (!labels.includes(label)) onChange([...labels, label]);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (wanted !== "" && !isWrong) add(wanted);
  };
  return (
    <div className="grid grid-cols-1 gap-2">
      {labels.length === 0 ? <p className="text-sm text-muted">{t("none")}</p> : null}
      {labels.length > 0 ? (
        <ul className="flex flex-wrap gap-1.5">
          {labels.map((label) => (
            <li key={label} className="max-w-full">
              <Chip name={label} onRemove={() => onChange(labels.filter((other) => other !== label))}>
                {label}
              </Chip>
            </li>
          ))}
        </ul>
      ) : null}
      <form onSubmit={submit}>
        <Field label={t("add")} error={isWrong ? t("invalid") : null}>
          {(control) => (
            <div className="flex gap-2">
              <Input
                {...control}
                value={text}
                maxLength={255}
                autoComplete="off"
                onChange={(event) => setText(event.target.value)}
              />
              <Button type="submit">{t("addButton")}</Button>
            </div>
          )}
        </Field>
      </form>
      {offered.length > 0 ? (
        <ul aria-label={t("title")} className="flex flex-wrap gap-1.5">
          {offered.map((label) => (
            <li key={label} className="max-w-full">
              <button
                type="button"
                onClick={() => add(label)}
                className="min-h-6 max-w-full truncate rounded-sm border border-dashed border-control px-2 text-sm text-muted hover:bg-hover hover:text-ink touch:min-h-9"
              >
                + <bdi>{label}</bdi>
              </button>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
