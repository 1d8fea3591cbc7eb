"use client";

import { useState } from "react";
import { deleteScheduled, sendScheduledNow, stopRecurring } from "#components/data/scheduled.ts";
import { useAccountCache } from "#components/data/use-account-cache.ts";
import { requestSentence } from "#components/i18n/error-sentences.ts";
import { useTexts } from "#components/i18n/use-texts.ts";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { OnDemand } from "#components/ui/on-demand.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { RecurringScheduledMessage } from "#server/domain/scheduled-messages/contract/recurring.ts";
import type { ScheduledMessage } from "#server/domain/scheduled-messages/contract.ts";
import type { ScheduledItem } from "./schedule-form.ts";

/** What lies over the list. */
export type ScheduledLayer =
  | { kind: "edit"; conversationId: number; item?: ScheduledItem }
  | { kind: "send" | "delete"; item: ScheduledMessage }
  | { kind: "stop"; item: RecurringScheduledMessage };

const scheduleDialog = async () => (await import("./schedule-dialog.tsx")).ScheduleDialog;

interface ScheduledDialogsProps {
  layer: ScheduledLayer | null;
  /** To whom it goes. */
  contactName: string;
  onClose: () => void;
}

/** The dialog of a scheduled message that is open: writing it, or a question about it. */
export function ScheduledDialogs({ layer, contactName, onClose }: ScheduledDialogsProps) {
  if (!layer) return null;
  if (layer.kind === "edit") {
    const { conversationId, item } = layer;
    return <OnDemand load={scheduleDialog} onFail={onClose} with={{ conversationId, item, onClose }} />;
  }
  if (layer.kind === "send") return <SendQuestion item={layer.item} contactName={contactName} onClose={onClose} />;
  return <RemoveQuestion layer={layer} onClose={onClose} />;
}

function RemoveQuestion({
  layer,
  onClose,
}: {
  layer: Extract<ScheduledLayer, { kind: "delete" | "stop" }> | Extract<ScheduledLayer, { item: ScheduledMessage }>;
  onClose: () => void;
}) {
  const t = useTexts("scheduled");
  const sentences = useTexts("errorSentences");
  const cache = useAccountCache();
  const isStop = layer.kind === "stop";
  const isOfSeries = !isStop && layer.item.recurring_scheduled_message_id !== undefined;
  const run = async () => {
    if (layer.kind === "stop") await stopRecurring(cache, layer.item);
    else await deleteScheduled(cache, layer.item);
    void toast(isStop ? t("stopped") : t("deleted"));
  };
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title={isStop ? t("stopTitle") : t("deleteTitle")}
      description={isStop ? t("stopText") : isOfSeries ? t("skipText") : t("deleteText")}
      confirm={isStop ? t("stop") : t("remove")}
      onConfirm={run}
      explain={(error) => requestSentence(sentences, error)}
    />
  );
}

/** Not dangerous, but it cannot be taken back. */
function SendQuestion({
  item,
  contactName,
  onClose,
}: {
  item: ScheduledMessage;
  contactName: string;
  onClose: () => void;
}) {
  const t = useTexts("scheduled");
  const ui = useTexts("ui");
  const sentences = useTexts("errorSentences");
  const cache = useAccountCache();
  const [state, setState] = useState<{ busy: boolean; error: string | null }>({ busy: false, error: null });
  const send = async () => {
    setState({ busy: true, error: null });
    try {
      await sendScheduledNow(cache, item);
      void toast(t("sentNow"));
      onClose();
    } catch (error) {
      setState({ busy: false, error: requestSentence(sentences, error) });
    }
  };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t("sendTitle")}
      description={t("sendText", { name: contactName })}
      size="small"
      footer={
        <>
          <Button onClick={onClose}>{ui("cancel")}</Button>
          <Button variant="primary" busy={state.busy} onClick={() => void send()}>
            {t("sendNow")}
          </Button>
        </>
      }
    >
      {state.error ? <Banner tone="danger">{state.error}</Banner> : null}
    </Dialog>
  );
}
