"use client";

import { CornerUpRight, EllipsisVertical, Pencil, Repeat, Send, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useFormatter, useLocale } from "use-intl/react";
import { useTexts } from "#components/i18n/use-texts.ts";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Menu } from "#components/ui/menu.tsx";
import type { MenuEntry } from "#components/ui/menu-entries.tsx";
import type { ScheduledMessage } from "#server/domain/scheduled-messages/contract.ts";
import { AuthorLine } from "./author-line.tsx";
import { ContentPreview } from "./content-preview.tsx";
import { recurrenceWords } from "./recurrence-words.ts";
import type { ScheduledLayer } from "./scheduled-dialogs.tsx";
import { StatusBadge, statusOf } from "./status-badge.tsx";

interface ScheduledCardProps {
  message: ScheduledMessage;
  onAct: (layer: ScheduledLayer) => void;
}

/** One scheduled message: when, what, by whom, and what can be done with it. */
export function ScheduledCard({ message, onAct }: ScheduledCardProps) {
  const t = useTexts("scheduled");
  const format = useFormatter();
  const locale = useLocale();
  const entries = useScheduledEntries(message, onAct);
  const at = message.scheduled_at;
  return (
    <article data-testid="scheduled-card" data-id={message.id} className="rounded-md border border-line p-2.5">
      <header className="flex items-center gap-2">
        <span className="numeric min-w-0 flex-1 text-sm font-medium">
          {at === null ? t("noTime") : format.dateTime(at * 1000, { dateStyle: "medium", timeStyle: "short" })}
        </span>
        <StatusBadge status={statusOf(message)} />
        {entries.length > 0 ? (
          <Menu
            align="end"
            entries={entries}
            trigger={<IconButton size="small" label={t("actions")} icon={<EllipsisVertical aria-hidden />} />}
          />
        ) : null}
      </header>
      <ContentPreview item={message} />
      {message.recurrence_rule ? (
        <p className="mt-1 flex items-center gap-1.5 text-sm text-muted">
          <Repeat aria-hidden className="size-3.5" />
          {recurrenceWords(message.recurrence_rule, locale)}
        </p>
      ) : null}
      {message.failure ? <p className="mt-1 text-sm text-danger-ink">{message.failure}</p> : null}
      <AuthorLine item={message} />
    </article>
  );
}

/** What can be done with a scheduled message now. */
export function useScheduledEntries(message: ScheduledMessage, onAct: (layer: ScheduledLayer) => void): MenuEntry[] {
  const t = useTexts("scheduled");
  const router = useRouter();
  const { status, message_id: sentAs, account_id: accountId, conversation_id: conversationId } = message;
  if (status === "draft" || status === "pending") {
    return [
      {
        label: t("edit"),
        icon: <Pencil aria-hidden />,
        onSelect: () => onAct({ kind: "edit", conversationId, item: message }),
      },
      { label: t("sendNow"), icon: <Send aria-hidden />, onSelect: () => onAct({ kind: "send", item: message }) },
      {
        label: t("remove"),
        icon: <Trash2 aria-hidden />,
        danger: true,
        onSelect: () => onAct({ kind: "delete", item: message }),
      },
    ];
  }
  if (sentAs === null) return [];
  const address = `/app/accounts/${accountId}/conversations/${conversationId}?messageId=${sentAs}`;
  return [{ label: t("goTo"), icon: <CornerUpRight aria-hidden />, onSelect: () => router.push(address) }];
}
