"use client";

import { LayoutTemplate, Paperclip } from "lucide-react";
import { useRef, useState } from "react";
import { useTexts } from "#components/i18n/use-texts.ts";
import { Button } from "#components/ui/button.tsx";
import { Chip } from "#components/ui/chip.tsx";
import { Field } from "#components/ui/field.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import type { ScheduleForm } from "./schedule-form.ts";
import { TemplatePart } from "./template-part.tsx";

interface ContentFieldsProps {
  form: ScheduleForm;
  onChange: (part: Partial<ScheduleForm>) => void;
  /** Longest text of the channel. */
  limit: number;
  /** Null where the channel has no templates. */
  templatesOf: number | null;
  problems: readonly string[];
}

const COUNT_FROM = 200;

/** What is sent: a text and one file, or a template. */
export function ContentFields({ form, onChange, limit, templatesOf, problems }: ContentFieldsProps) {
  const [choosesTemplate, setChoosesTemplate] = useState(false);
  if (form.template || (choosesTemplate && templatesOf !== null)) {
    return (
      <TemplatePart
        inboxId={templatesOf ?? 0}
        form={form}
        onChange={onChange}
        onBack={() => setChoosesTemplate(false)}
        problems={problems}
      />
    );
  }
  const onTemplate = templatesOf === null ? null : () => setChoosesTemplate(true);
  return <TextFields form={form} onChange={onChange} limit={limit} problems={problems} onTemplate={onTemplate} />;
}

interface TextFieldsProps extends Omit<ContentFieldsProps, "templatesOf"> {
  onTemplate: (() => void) | null;
}

function TextFields({ form, onChange, limit, problems, onTemplate }: TextFieldsProps) {
  const t = useTexts("scheduled.dialog");
  const chooser = useRef<HTMLInputElement>(null);
  const [hasMore, setHasMore] = useState(false);
  const left = limit - form.text.length;
  const file = form.file?.name ?? form.kept?.filename ?? null;
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
        <div className="flex">
          <Chip icon={<Paperclip aria-hidden />} name={file} onRemove={() => onChange({ file: null, kept: null })}>
            {file}
          </Chip>
        </div>
      ) : (
        <div className="flex flex-wrap gap-2">
          <Button
            size="small"
            variant="quiet"
            icon={<Paperclip aria-hidden />}
            onClick={() => chooser.current?.click()}
          >
            {t("attach")}
          </Button>
          {onTemplate ? (
            <Button size="small" variant="quiet" icon={<LayoutTemplate aria-hidden />} onClick={onTemplate}>
              {t("useTemplate")}
            </Button>
          ) : null}
        </div>
      )}
      {hasMore ? <p className="text-sm text-muted">{t("oneFile")}</p> : null}
    </div>
  );
}
