"use client";

import { useTexts } from "#components/i18n/use-texts.ts";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import type { MessageTemplate } from "#server/domain/inboxes/contract/templates.ts";
import { placesOf, templateText } from "./template-values.ts";

interface TemplateFieldsProps {
  template: MessageTemplate;
  values: Readonly<Record<string, string>>;
  onChange: (values: Record<string, string>) => void;
  /** Says which values are missing. */
  needsAll: boolean;
  /** What was written before, offered as a value. */
  begun?: string;
}

/** The values of a template, and what comes of them. */
export function TemplateFields({ template, values, onChange, needsAll, begun = "" }: TemplateFieldsProps) {
  const t = useTexts("composer.template");
  return (
    <>
      {placesOf(template).map((place) => (
        <Field
          key={place}
          label={t("value", { name: place })}
          error={needsAll && !values[place]?.trim() ? t("needsValue") : null}
        >
          {(control) => (
            <div className="grid gap-1">
              <Input
                {...control}
                dir="auto"
                maxLength={1024}
                value={values[place] ?? ""}
                onChange={(event) => onChange({ ...values, [place]: event.target.value })}
              />
              {begun !== "" && !begun.includes("\n") && !values[place] ? (
                <Button
                  size="small"
                  variant="quiet"
                  className="justify-self-start"
                  onClick={() => onChange({ ...values, [place]: begun })}
                >
                  {t("useDraft")}
                </Button>
              ) : null}
            </div>
          )}
        </Field>
      ))}
      <section aria-label={t("preview")} className="grid gap-1.5">
        <p className="text-sm text-muted">{t("preview")}</p>
        <p dir="auto" className="whitespace-pre-wrap rounded-md bg-bubble-out px-3 py-2" data-testid="template-preview">
          {templateText(template, values)}
        </p>
      </section>
    </>
  );
}
