"use client";

import { type FormEvent, useState } from "react";
import { useDraft } from "#components/data/drafts.ts";
import { useOutbox } from "#components/data/outbox-provider.tsx";
import { useTemplates } from "#components/data/templates.ts";
import { requestSentence } from "#components/i18n/error-sentences.ts";
import { useTexts } from "#components/i18n/use-texts.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { Conversation } from "#server/domain/conversations/contract.ts";
import type { MessageTemplate } from "#server/domain/inboxes/contract/templates.ts";
import { filledIn, placesOf, templateParams, templatesWith } from "./template-values.ts";

interface TemplateDialogProps {
  conversation: Conversation;
  onClose: () => void;
}

/** Chooses one of the texts that the provider allows at any time, fills in its values, and sends it. */
export function TemplateDialog({ conversation, onClose }: TemplateDialogProps) {
  const t = useTexts("composer.template");
  const ui = useTexts("ui");
  const [chosen, setChosen] = useState<MessageTemplate | null>(null);
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={chosen ? chosen.name : t("title")}
      footer={
        chosen ? (
          <>
            <Button onClick={() => setChosen(null)}>{t("back")}</Button>
            <Button variant="primary" type="submit" form="template-values">
              {t("send")}
            </Button>
          </>
        ) : (
          <Button onClick={onClose}>{ui("cancel")}</Button>
        )
      }
    >
      <div data-testid="template-picker">
        {chosen ? (
          <Values conversation={conversation} template={chosen} onSent={onClose} />
        ) : (
          <Choice inboxId={conversation.inbox_id} onChoose={setChosen} />
        )}
      </div>
    </Dialog>
  );
}

function Choice({ inboxId, onChoose }: { inboxId: number; onChoose: (template: MessageTemplate) => void }) {
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

interface ValuesProps {
  conversation: Conversation;
  template: MessageTemplate;
  onSent: () => void;
}

function Values({ conversation, template, onSent }: ValuesProps) {
  const t = useTexts("composer.template");
  const outbox = useOutbox();
  const { draft } = useDraft(conversation.id, "reply");
  const places = placesOf(template);
  const [values, setValues] = useState<Record<string, string>>({});
  const [tried, setTried] = useState(false);
  const begun = draft.text.trim();
  const text = [template.header, filledIn(template, values), template.footer].filter(Boolean).join("\n\n");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!outbox || places.some((place) => !values[place]?.trim())) return;
    const params = templateParams(template, values);
    outbox.send({ conversationId: conversation.id, content: text, isPrivate: false, templateParams: params });
    onSent();
  };
  return (
    <form id="template-values" onSubmit={submit} className="grid gap-4">
      {places.map((place) => (
        <Field
          key={place}
          label={t("value", { name: place })}
          error={tried && !values[place]?.trim() ? t("needsValue") : null}
        >
          {(control) => (
            <div className="grid gap-1">
              <Input
                {...control}
                dir="auto"
                maxLength={1024}
                value={values[place] ?? ""}
                onChange={(event) => setValues({ ...values, [place]: event.target.value })}
              />
              {begun !== "" && !begun.includes("\n") && !values[place] ? (
                <Button
                  size="small"
                  variant="quiet"
                  className="justify-self-start"
                  onClick={() => setValues({ ...values, [place]: begun })}
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
          {text}
        </p>
      </section>
    </form>
  );
}
