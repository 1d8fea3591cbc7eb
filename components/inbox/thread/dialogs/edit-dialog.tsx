"use client";

import { type FormEvent, useState } from "react";
import { editMessage } from "#components/data/messages.ts";
import { useAccountCache } from "#components/data/use-account-cache.ts";
import { requestSentence } from "#components/i18n/error-sentences.ts";
import { useTexts } from "#components/i18n/use-texts.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import type { Message } from "#server/domain/messages/contract.ts";

interface EditDialogProps {
  message: Message;
  maxLength: number;
  onClose: () => void;
}

/** Changes a text that was sent. What the provider refuses is said here, and the old text stays. */
export function EditDialog({ message, maxLength, onClose }: EditDialogProps) {
  const t = useTexts("thread.edit");
  const ui = useTexts("ui");
  const sentences = useTexts("errorSentences");
  const cache = useAccountCache();
  const [text, setText] = useState(message.content ?? "");
  const [state, setState] = useState<{ busy: boolean; error: string | null }>({ busy: false, error: null });
  const tooMany = text.length - maxLength;

  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() === "") return setState({ busy: false, error: t("empty") });
    if (tooMany > 0) return;
    if (text === message.content) return onClose();
    setState({ busy: true, error: null });
    try {
      await editMessage(cache, message, text);
      onClose();
    } catch (error) {
      setState({ busy: false, error: requestSentence(sentences, error) });
    }
  };

  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t("title")}
      description={t("description")}
      footer={
        <>
          <Button onClick={onClose}>{ui("cancel")}</Button>
          <Button variant="primary" type="submit" form="edit-message" busy={state.busy}>
            {t("save")}
          </Button>
        </>
      }
    >
      <form id="edit-message" onSubmit={(event) => void save(event)}>
        <Field label={t("text")} error={tooMany > 0 ? t("tooLong", { count: tooMany }) : state.error}>
          {(control) => (
            <Textarea
              {...control}
              value={text}
              rows={5}
              dir="auto"
              className="max-h-72"
              onChange={(event) => setText(event.target.value)}
            />
          )}
        </Field>
      </form>
    </Dialog>
  );
}
