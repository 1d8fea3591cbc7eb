"use client";

import { LayoutTemplate } from "lucide-react";
import { useTexts } from "#components/i18n/use-texts.ts";
import { Button } from "#components/ui/button.tsx";
import { Chip } from "#components/ui/chip.tsx";
import { TemplateChoice } from "../inbox/composer/template-choice.tsx";
import { TemplateFields } from "../inbox/composer/template-fields.tsx";
import type { FormTemplate, ScheduleForm } from "./schedule-form.ts";

interface TemplatePartProps {
  inboxId: number;
  form: ScheduleForm;
  onChange: (part: Partial<ScheduleForm>) => void;
  /** Back to a text of one's own, or to what was chosen. */
  onBack: () => void;
  problems: readonly string[];
}

/** A template in the place of a text: which one, its values, and what the customer gets. */
export function TemplatePart({ inboxId, form, onChange, onBack, problems }: TemplatePartProps) {
  const t = useTexts("scheduled.dialog");
  const { template } = form;
  if (!template) {
    return (
      <div className="grid gap-3" data-testid="template-picker">
        <TemplateChoice
          inboxId={inboxId}
          onChoose={(chosen) => onChange({ template: { chosen, values: {} }, file: null, kept: null })}
        />
        <Button size="small" variant="quiet" className="justify-self-start" onClick={onBack}>
          {t("writeText")}
        </Button>
      </div>
    );
  }
  return (
    <div className="grid gap-3">
      <div className="flex">
        <Chip
          icon={<LayoutTemplate aria-hidden />}
          name={nameOf(template)}
          onRemove={() => onChange({ template: null, text: "" })}
        >
          {nameOf(template)}
        </Chip>
      </div>
      {"chosen" in template ? (
        <TemplateFields
          template={template.chosen}
          values={template.values}
          onChange={(values) => onChange({ template: { ...template, values } })}
          needsAll={problems.includes("needsValues")}
        />
      ) : (
        <p dir="auto" className="whitespace-pre-wrap rounded-md bg-bubble-out px-3 py-2">
          {form.text || t("templateNote", { name: nameOf(template) })}
        </p>
      )}
    </div>
  );
}

const nameOf = (template: FormTemplate): string =>
  "chosen" in template ? template.chosen.name : String(template.saved.name ?? "");
