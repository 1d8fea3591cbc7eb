"use client";

import { deleteMessage } from "#components/data/messages.ts";
import { useAccountCache } from "#components/data/use-account-cache.ts";
import { requestSentence } from "#components/i18n/error-sentences.ts";
import { useTexts } from "#components/i18n/use-texts.ts";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import type { Message } from "#server/domain/messages/contract.ts";

interface DeleteDialogProps {
  message: Message;
  contactName: string;
  onClose: () => void;
}

export function DeleteDialog({ message, contactName, onClose }: DeleteDialogProps) {
  const t = useTexts("thread.delete");
  const sentences = useTexts("errorSentences");
  const cache = useAccountCache();
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title={t("title")}
      description={message.private ? t("here") : t("forAll", { name: contactName })}
      confirm={t("confirm")}
      onConfirm={() => deleteMessage(cache, message)}
      explain={(error) => requestSentence(sentences, error)}
    />
  );
}
