"use client";

import { Paperclip } from "lucide-react";
import { useRef, useState } from "react";
import { useTexts } from "#components/i18n/use-texts.ts";
import { Button } from "#components/ui/button.tsx";
import { Chip } from "#components/ui/chip.tsx";
import { Field } from "#components/ui/field.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import type { ScheduledItem, ScheduleForm } from "./schedule-form.ts";

interface ContentFieldsProps {
  form: ScheduleForm;
  onChange: (part: Partial<ScheduleForm>) => void;
  /** Longest text of the channel. */
  limit: number;
  item: ScheduledItem | undefined;
  problems: readonly string[];
}

const COUNT_FROM = 200;

/** What is sent: a text, one file. */
export function ContentFields({ form, onChange, limit, item, problems }: ContentFieldsProps) {
  const t = useTexts("scheduled.dialog");
  const chooser = useRef<HTMLInputElement>(null);
  const [hasMore, setHasMore] = useState(false);
  const left = limit - form.text.length;
  const file = form.file?.name ?? form.kept?.filename ?? null;
  const template = item?.template_params?.name;
  const tooLong = left < 0 ? t("tooLong", { count: -left }) : null;
  return (
    <div className="grid gap-2">
      <Field
        label={t("text")}
        error={problems.includes("needsText") ? t("needsText") : tooLong}
        aside={left >= 0 && left < COUNT_FROM ? t("left", { count: left }) : null}
      >
        {(control) => (
          <Textarea
            {...control}
            dir="auto"
            className="max-h-56"
            value={form.text}
            onChange={(event) => onChange({ text: event.target.value })}
          />
        )}
      </Field>
      {template ? <p className="text-sm text-muted">{t("templateNote", { name: String(template) })}</p> : null}
      <input
        ref={chooser}
        type="file"
        hidden
        aria-label={t("attach")}
        onChange={(event) => {
          const [first, ...more] = event.target.files ?? [];
          setHasMore(more.length > 0);
          if (first) onChange({ file: first });
          event.target.value = "";
        }}
      />
      {file ? (
        <Chip icon={<Paperclip aria-hidden />} name={file} onRemove={() => onChange({ file: null, kept: null })}>
          {file}
        </Chip>
      ) : template ? null : (
        <Button
          size="small"
          variant="quiet"
          className="justify-self-start"
          icon={<Paperclip aria-hidden />}
          onClick={() => chooser.current?.click()}
        >
          {t("attach")}
        </Button>
      )}
      {hasMore ? <p className="text-sm text-muted">{t("oneFile")}</p> : null}
    </div>
  );
}
