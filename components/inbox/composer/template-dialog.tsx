"use client";

import { type FormEvent, useState } from "react";
import { useDraft } from "#components/data/drafts.ts";
import { useOutbox } from "#components/data/outbox-provider.tsx";
import { useTexts } from "#components/i18n/use-texts.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import type { Conversation } from "#server/domain/conversations/contract.ts";
import type { MessageTemplate } from "#server/domain/inboxes/contract/templates.ts";
import { TemplateChoice } from "./template-choice.tsx";
import { TemplateFields } from "./template-fields.tsx";
import { placesOf, templateParams, templateText } from "./template-values.ts";

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
          <TemplateChoice inboxId={conversation.inbox_id} onChoose={setChosen} />
        )}
      </div>
    </Dialog>
  );
}

interface ValuesProps {
  conversation: Conversation;
  template: MessageTemplate;
  onSent: () => void;
}

function Values({ conversation, template, onSent }: ValuesProps) {
  const outbox = useOutbox();
  const { draft } = useDraft(conversation.id, "reply");
  const [values, setValues] = useState<Record<string, string>>({});
  const [tried, setTried] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!outbox || placesOf(template).some((place) => !values[place]?.trim())) return;
    const params = templateParams(template, values);
    const content = templateText(template, values);
    outbox.send({ conversationId: conversation.id, content, isPrivate: false, templateParams: params });
    onSent();
  };
  return (
    <form id="template-values" onSubmit={submit} className="grid gap-4">
      <TemplateFields
        template={template}
        values={values}
        onChange={setValues}
        needsAll={tried}
        begun={draft.text.trim()}
      />
    </form>
  );
}
