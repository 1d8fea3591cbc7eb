"use client";

import { CircleStop, EllipsisVertical, Pencil, Repeat } from "lucide-react";
import { useFormatter, useLocale } from "use-intl/react";
import { useTexts } from "#components/i18n/use-texts.ts";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Menu } from "#components/ui/menu.tsx";
import type { RecurringScheduledMessage } from "#server/domain/scheduled-messages/contract/recurring.ts";
import { AuthorLine } from "./author-line.tsx";
import { ContentPreview } from "./content-preview.tsx";
import { recurrenceWords } from "./recurrence-words.ts";
import type { ScheduledLayer } from "./scheduled-dialogs.tsx";
import { StatusBadge } from "./status-badge.tsx";

/** A message that repeats: its rule, how often it went out, when it comes next. */
export function SeriesCard({
  series,
  onAct,
}: {
  series: RecurringScheduledMessage;
  onAct: (layer: ScheduledLayer) => void;
}) {
  const t = useTexts("scheduled");
  const format = useFormatter();
  const locale = useLocale();
  const next = series.pending_scheduled_message?.scheduled_at;
  const isOver = series.status === "completed" || series.status === "cancelled";
  return (
    <article data-testid="series-card" data-id={series.id} className="rounded-md border border-line p-2.5">
      <header className="flex items-center gap-2">
        <Repeat aria-hidden className="size-4 shrink-0 text-muted" />
        <span className="min-w-0 flex-1 text-sm font-medium">{recurrenceWords(series.recurrence_rule, locale)}</span>
        <StatusBadge status={series.status} />
        {isOver ? null : (
          <Menu
            align="end"
            entries={[
              {
                label: t("edit"),
                icon: <Pencil aria-hidden />,
                onSelect: () => onAct({ kind: "edit", conversationId: series.conversation_id, item: series }),
              },
              {
                label: t("stop"),
                icon: <CircleStop aria-hidden />,
                danger: true,
                onSelect: () => onAct({ kind: "stop", item: series }),
              },
            ]}
            trigger={<IconButton size="small" label={t("actions")} icon={<EllipsisVertical aria-hidden />} />}
          />
        )}
      </header>
      <ContentPreview item={series} />
      <p className="numeric mt-1 text-sm text-muted">
        {[
          next && t("next", { time: format.dateTime(next * 1000, { dateStyle: "medium", timeStyle: "short" }) }),
          series.occurrences_sent > 0 && t("sentTimes", { count: series.occurrences_sent }),
        ]
          .filter(Boolean)
          .join(" · ")}
      </p>
      <AuthorLine item={series} />
    </article>
  );
}
