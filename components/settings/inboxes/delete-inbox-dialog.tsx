"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useId, useState } from "react";
import type { Inbox } from "#server/domain/inboxes/contract.ts";
import { useDeleteInbox } from "../../data/manage-inboxes.ts";
import { requestSentence } from "../../i18n/error-sentences.ts";
import { useTexts } from "../../i18n/use-texts.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Field } from "../../ui/field.tsx";
import { Input } from "../../ui/input.tsx";
import { toast } from "../../ui/toast.tsx";

interface DeleteInboxDialogProps {
  inbox: Inbox;
  /** Address of the list, where one is afterwards. */
  all: string;
  onOpenChange: (open: boolean) => void;
}

/** Asks for the name in writing: a whole history goes. */
export function DeleteInboxDialog({ inbox, all, onOpenChange }: DeleteInboxDialogProps) {
  const t = useTexts("inboxes.remove");
  const ui = useTexts("ui");
  const errors = useTexts("errorSentences");
  const router = useRouter();
  const formId = useId();
  const remove = useDeleteInbox();
  const [typed, setTyped] = useState("");
  const matches = typed.trim() === inbox.name.trim();

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!matches || remove.isPending) return;
    remove.mutate(inbox.id, {
      onSuccess: () => {
        void toast(t("done", { name: inbox.name }));
        router.push(all);
      },
    });
  };

  return (
    <Dialog
      open
      onOpenChange={onOpenChange}
      title={t("dialogTitle", { name: inbox.name })}
      description={t("body")}
      footer={
        <>
          <Button onClick={() => onOpenChange(false)}>{ui("cancel")}</Button>
          <Button type="submit" form={formId} variant="danger" busy={remove.isPending} disabled={!matches}>
            {t("button")}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="grid gap-4">
        <Field label={t("type", { name: inbox.name })}>
          {(control) => (
            <Input
              {...control}
              value={typed}
              autoComplete="off"
              spellCheck={false}
              onChange={(event) => setTyped(event.target.value)}
            />
          )}
        </Field>
        {remove.error ? <Banner tone="danger">{requestSentence(errors, remove.error)}</Banner> : null}
      </form>
    </Dialog>
  );
}
