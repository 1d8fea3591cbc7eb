"use client";

import { useState } from "react";
import { useTemplates } from "#components/data/templates.ts";
import { requestSentence } from "#components/i18n/error-sentences.ts";
import { useTexts } from "#components/i18n/use-texts.ts";
import { Badge } from "#components/ui/badge.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { MessageTemplate } from "#server/domain/inboxes/contract/templates.ts";
import { templatesWith } from "./template-values.ts";

interface TemplateChoiceProps {
  inboxId: number;
  onChoose: (template: MessageTemplate) => void;
}

/** The templates of an inbox, to be searched; those that are not approved cannot be chosen. */
export function TemplateChoice({ inboxId, onChoose }: TemplateChoiceProps) {
  const t = useTexts("composer.template");
  const [words, setWords] = useState("");
  const sentences = useTexts("errorSentences");
  const { data, error, isFetching, refetch } = useTemplates(inboxId);
  if (error)
    return (
      <ErrorState reason={requestSentence(sentences, error)} onRetry={() => void refetch()} retrying={isFetching} />
    );
  if (!data) return <Skeleton className="h-40" />;
  if (data.length === 0) return <EmptyState title={t("none")}>{t("noneHint")}</EmptyState>;
  const found = templatesWith(words, data);
  return (
    <div className="grid gap-3">
      <Field label={t("search")}>
        {(control) => (
          <Input {...control} type="search" value={words} onChange={(event) => setWords(event.target.value)} />
        )}
      </Field>
      {found.length === 0 ? <p className="text-muted">{t("noneFound", { words })}</p> : null}
      <ul aria-label={t("title")} className="grid max-h-80 gap-1 overflow-y-auto">
        {found.map((template) => (
          <li key={`${template.name}-${template.language}`}>
            <Offer template={template} onChoose={() => onChoose(template)} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Offer({ template, onChoose }: { template: MessageTemplate; onChoose: () => void }) {
  const t = useTexts("composer.template");
  const { name, language, category, status, body } = template;
  const isApproved = status === "approved";
  return (
    <button
      type="button"
      disabled={!isApproved}
      onClick={onChoose}
      className="grid w-full gap-1 rounded-md border border-line px-3 py-2 text-start enabled:hover:border-accent disabled:bg-sunken"
    >
      <span className="flex flex-wrap items-center gap-2">
        <bdi className="font-medium">{name}</bdi>
        <span className="text-sm text-muted">
          {language} · {category}
        </span>
        {isApproved ? null : (
          <Badge tone={status === "pending" ? "warning" : "danger"}>{t("status", { status })}</Badge>
        )}
      </span>
      <span dir="auto" className="line-clamp-2 text-sm text-muted">
        {body}
      </span>
    </button>
  );
}
