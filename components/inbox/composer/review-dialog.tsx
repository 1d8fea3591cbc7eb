"use client";

import { useTexts } from "#components/i18n/use-texts.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import type { Message } from "#server/domain/messages/contract.ts";
import { useMessageSummary } from "../thread/bubble/message-summary.ts";
import { MessageText } from "../thread/text/message-text.tsx";

interface ReviewDialogProps {
  reply: Message;
  onSend: () => void;
  /** The answer was read; nothing is sent. */
  onKeep: () => void;
}

/** Shows what somebody answered while this reply was being written, before it goes out. */
export function ReviewDialog({ reply, onSend, onKeep }: ReviewDialogProps) {
  const t = useTexts("composer.collision");
  const { author, text } = useMessageSummary(reply);
  return (
    <Dialog
      open
      onOpenChange={onKeep}
      title={t("title", { author })}
      description={t("body")}
      footer={
        <>
          <Button onClick={onKeep}>{t("keepWriting")}</Button>
          <Button variant="primary" onClick={onSend}>
            {t("sendAnyway")}
          </Button>
        </>
      }
    >
      <div className="rounded-lg bg-bubble-out px-3 py-2">
        {reply.content ? <MessageText text={reply.content} /> : <p>{text}</p>}
      </div>
    </Dialog>
  );
}
