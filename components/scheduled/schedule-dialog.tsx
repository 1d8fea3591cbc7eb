"use client";

import { useMemo, useState } from "react";
import { useFormatter, useTimeZone } from "use-intl/react";
import { useConversation } from "#components/data/conversations.ts";
import { useInbox } from "#components/data/inboxes.ts";
import { savePlan } from "#components/data/scheduled.ts";
import { useAccountCache } from "#components/data/use-account-cache.ts";
import { requestSentence } from "#components/i18n/error-sentences.ts";
import { useTexts } from "#components/i18n/use-texts.ts";
import { Banner } from "#components/ui/banner.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { Conversation } from "#server/domain/conversations/contract.ts";
import type { Inbox } from "#server/domain/inboxes/contract.ts";
import { windowEndsIn } from "../inbox/composer/reply-state.ts";
import { ContentFields } from "./content-fields.tsx";
import { OptionFields } from "./option-fields.tsx";
import { RepeatFields } from "./repeat-fields.tsx";
import { RunsPreview } from "./runs-preview.tsx";
import { isSeries, planOf, problemsOf, type ScheduledItem, type ScheduleForm, startForm } from "./schedule-form.ts";
import { TimeFields } from "./time-fields.tsx";

interface ScheduleDialogProps {
  /** Display id. */
  conversationId: number;
  /** What is changed; missing for a new one. */
  item?: ScheduledItem | undefined;
  /** What the composer holds already. */
  begun?: { text: string; files: readonly File[] };
  onClose: () => void;
  onSaved?: () => void;
}

/** A message that goes out later, once or again and again. */
export function ScheduleDialog({ conversationId, item, begun, onClose, onSaved }: ScheduleDialogProps) {
  const t = useTexts("scheduled.dialog");
  const act = useSave({ conversationId, item, onClose, ...(onSaved && { onSaved }) });
  const ownZone = useTimeZone() ?? "UTC";
  const { data: conversation } = useConversation(conversationId);
  const inbox = useInbox(conversation?.inbox_id ?? 0);
  const first = useMemo(
    () => startForm(item, ownZone, { text: begun?.text ?? "", file: begun?.files[0] ?? null }),
    [item, ownZone, begun],
  );
  const [form, setForm] = useState<ScheduleForm>(first);
  const [asksDiscard, setAsksDiscard] = useState(false);
  const change = (part: Partial<ScheduleForm>) => {
    act.forget();
    setForm((held) => ({ ...held, ...part }));
  };
  const contact = conversation?.meta.sender ?? null;
  const limit = inbox?.capabilities?.maxTextLength ?? 150_000;
  const isDirty =
    JSON.stringify({ ...form, file: form.file?.name }) !== JSON.stringify({ ...first, file: first.file?.name });
  const title = isSeries(item) ? t("editSeriesTitle") : item ? t("editTitle") : t("newTitle");
  const close = () => (isDirty && !act.isBusy ? setAsksDiscard(true) : onClose());
  return (
    <Dialog
      open
      onOpenChange={close}
      title={title}
      description={contact ? t("to", { name: contact.name }) : null}
      data-testid="schedule-dialog"
      footer={
        asksDiscard ? (
          <DiscardQuestion onKeep={() => setAsksDiscard(false)} onDiscard={onClose} />
        ) : (
          <SaveButtons
            item={item}
            isBusy={act.isBusy}
            isTooLong={form.text.length > limit}
            onSave={(isDraft) => act.save(form, isDraft)}
          />
        )
      }
    >
      <div className="grid gap-5 pb-2">
        {act.error ? <Banner tone="danger">{act.error}</Banner> : null}
        <ContentFields
          form={form}
          onChange={change}
          limit={limit}
          templatesOf={inbox?.capabilities?.templates ? inbox.id : null}
          problems={act.problems}
        />
        {isAfterWindow(conversation ?? undefined, inbox, form) ? (
          <Banner tone="warning">{t(inbox?.capabilities?.templates ? "needsTemplate" : "windowCloses")}</Banner>
        ) : null}
        <TimeFields form={form} onChange={change} contact={contact} ownZone={ownZone} problems={act.problems} />
        {item && !isSeries(item) ? null : (
          <RepeatFields form={form} onChange={change} item={item} problems={act.problems} />
        )}
        <OptionFields form={form} onChange={change} />
        <RunsPreview form={form} item={item} />
      </div>
    </Dialog>
  );
}

/** A free text would be refused then, unless the customer writes again. */
function isAfterWindow(conversation: Conversation | undefined, inbox: Inbox | undefined, form: ScheduleForm): boolean {
  if (!conversation || form.template || form.at === null) return false;
  return windowEndsIn(conversation, inbox, form.at) === 0;
}

function DiscardQuestion({ onKeep, onDiscard }: { onKeep: () => void; onDiscard: () => void }) {
  const t = useTexts("scheduled.dialog");
  return (
    <>
      <p role="alert" className="me-auto self-center font-medium">
        {t("discard")}
      </p>
      <Button onClick={onKeep}>{t("keepEditing")}</Button>
      <Button variant="danger" onClick={onDiscard}>
        {t("discardIt")}
      </Button>
    </>
  );
}

interface SaveButtonsProps {
  item: ScheduledItem | undefined;
  isBusy: boolean;
  isTooLong: boolean;
  onSave: (isDraft: boolean) => void;
}

function SaveButtons({ item, isBusy, isTooLong, onSave }: SaveButtonsProps) {
  const t = useTexts("scheduled.dialog");
  const isWaiting = item !== undefined && item.status !== "draft";
  const save = (isDraft: boolean) => (isTooLong ? undefined : onSave(isDraft));
  return (
    <>
      {isWaiting ? null : (
        <Button variant="quiet" aria-disabled={isTooLong || undefined} onClick={() => save(true)}>
          {t("draft")}
        </Button>
      )}
      <Button variant="primary" busy={isBusy} aria-disabled={isTooLong || undefined} onClick={() => save(false)}>
        {isWaiting ? t("saveChanges") : t("save")}
      </Button>
    </>
  );
}

/** Saving, with what stands in its way. */
function useSave({
  conversationId,
  item,
  onClose,
  onSaved,
}: Pick<ScheduleDialogProps, "conversationId" | "item" | "onClose" | "onSaved">) {
  const t = useTexts("scheduled.dialog");
  const sentences = useTexts("errorSentences");
  const format = useFormatter();
  const cache = useAccountCache();
  const [state, setState] = useState<{ busy: boolean; error: string | null; problems: readonly string[] }>({
    busy: false,
    error: null,
    problems: [],
  });
  const save = async (form: ScheduleForm, isDraft: boolean) => {
    if (state.busy) return;
    const problems = problemsOf(form, { item, isDraft, now: Date.now() });
    setState({ busy: problems.length === 0, error: null, problems });
    if (problems.length > 0) return;
    try {
      await savePlan(cache, conversationId, { id: item?.id ?? null, plan: planOf(form, item, isDraft) });
      const time =
        form.at === null
          ? ""
          : format.dateTime(form.at, { dateStyle: "full", timeStyle: "short", timeZone: form.zone });
      void toast(isDraft ? t("draftSaved") : t("scheduledFor", { time }));
      onSaved?.();
      onClose();
    } catch (error) {
      setState({ busy: false, error: requestSentence(sentences, error), problems: [] });
    }
  };
  return {
    save: (form: ScheduleForm, isDraft: boolean) => void save(form, isDraft),
    isBusy: state.busy,
    error: state.error,
    problems: state.problems,
    forget: () => state.problems.length > 0 && setState({ busy: false, error: null, problems: [] }),
  };
}
