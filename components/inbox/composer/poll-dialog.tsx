"use client";

import { Plus, X } from "lucide-react";
import { type FormEvent, useState } from "react";
import { useTexts } from "#components/i18n/use-texts.ts";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Input } from "#components/ui/input.tsx";

const MOST_OPTIONS = 12;

export interface NewPoll {
  title: string;
  options: string[];
  /** 0: any number. */
  maxChoices: number;
}

interface Option {
  key: number;
  text: string;
}

/** A question with answers to choose from. */
export function PollDialog({ onSend, onClose }: { onSend: (poll: NewPoll) => void; onClose: () => void }) {
  const t = useTexts("composer.pollDialog");
  const ui = useTexts("ui");
  const [title, setTitle] = useState("");
  const [options, setOptions] = useState<Option[]>([
    { key: 1, text: "" },
    { key: 2, text: "" },
  ]);
  const [several, setSeveral] = useState(false);
  const [tried, setTried] = useState(false);
  const answers = [...new Set(options.map((option) => option.text.trim()).filter(Boolean))];
  const questionError = tried && title.trim() === "" ? t("needsQuestion") : null;
  const optionsError = tried && answers.length < 2 ? t("needsOptions") : null;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (title.trim() === "" || answers.length < 2) return;
    onSend({ title: title.trim(), options: answers, maxChoices: several ? 0 : 1 });
    onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t("title")}
      footer={
        <>
          <Button onClick={onClose}>{ui("cancel")}</Button>
          <Button variant="primary" type="submit" form="new-poll">
            {t("send")}
          </Button>
        </>
      }
    >
      <form id="new-poll" onSubmit={submit} className="grid gap-4">
        <Field label={t("question")} error={questionError}>
          {(control) => (
            <Input
              {...control}
              value={title}
              maxLength={255}
              dir="auto"
              onChange={(event) => setTitle(event.target.value)}
            />
          )}
        </Field>
        {options.map((option, index) => (
          <Field
            key={option.key}
            label={t("option", { number: String(index + 1) })}
            error={index === 1 ? optionsError : null}
          >
            {(control) => (
              <div className="flex gap-1">
                <Input
                  {...control}
                  value={option.text}
                  maxLength={100}
                  dir="auto"
                  onChange={(event) => setOptions(options.with(index, { ...option, text: event.target.value }))}
                />
                {options.length > 2 ? (
                  <IconButton
                    label={t("removeOption", { number: String(index + 1) })}
                    icon={<X aria-hidden />}
                    onClick={() => setOptions(options.toSpliced(index, 1))}
                  />
                ) : null}
              </div>
            )}
          </Field>
        ))}
        {options.length < MOST_OPTIONS ? (
          <Button
            variant="quiet"
            className="justify-self-start"
            icon={<Plus aria-hidden />}
            onClick={() =>
              setOptions([...options, { key: Math.max(...options.map((option) => option.key)) + 1, text: "" }])
            }
          >
            {t("addOption")}
          </Button>
        ) : null}
        <Checkbox label={t("several")} checked={several} onChange={(event) => setSeveral(event.target.checked)} />
      </form>
    </Dialog>
  );
}
