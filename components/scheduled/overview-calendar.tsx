"use client";

import { ChevronLeft, ChevronRight } from "lucide-react";
import { useState } from "react";
import { useFormatter, useLocale, useTimeZone } from "use-intl/react";
import { useCalendar } from "#components/data/scheduled.ts";
import { requestSentence } from "#components/i18n/error-sentences.ts";
import { useTexts } from "#components/i18n/use-texts.ts";
import { Button } from "#components/ui/button.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { ErrorState } from "#components/ui/error-state.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { SegmentedControl } from "#components/ui/segmented-control.tsx";
import type { OverviewItem } from "#server/domain/scheduled-messages/contract/overview.ts";
import { daysOf, moved, type Span } from "./calendar-days.ts";
import type { Narrowing, OpenLayer } from "./overview-screen.tsx";
import { useScheduledEntries } from "./scheduled-card.tsx";
import { localText } from "./time-shortcuts.ts";
import { weekdayName } from "./weekday-name.ts";

interface Day {
  date: string;
  counts: Record<"draft" | "pending" | "sent" | "failed", number>;
  items: OverviewItem[];
}

/** What is planned by day, a week or a month at a time, by the reader's clock. */
export function OverviewCalendar({ narrowing, onAct }: { narrowing: Narrowing; onAct: OpenLayer }) {
  const t = useTexts("scheduled.overview");
  const sentences = useTexts("errorSentences");
  const format = useFormatter();
  const timezone = useTimeZone() ?? "UTC";
  const today = localText(Date.now(), timezone).slice(0, 10);
  const [span, setSpan] = useState<Span>("week");
  const [around, setAround] = useState(today);
  const days = daysOf(span, around);
  const from = days[0] ?? around;
  const to = days.at(-1) ?? around;
  const { data, error, refetch, isFetching } = useCalendar({ from, to, timezone }, narrowing);
  const known = new Map((data ?? []).map((day) => [day.date, day]));
  const title =
    span === "month"
      ? format.dateTime(noon(around), { month: "long", year: "numeric", timeZone: "UTC" })
      : format.dateTimeRange(noon(from), noon(to), { dateStyle: "medium", timeZone: "UTC" });
  const isBare = !days.some((date) => date === today || known.get(date));
  return (
    <section aria-label={t("calendar")}>
      <div className="mb-3 flex flex-wrap items-center gap-2">
        <IconButton
          label={t("previous")}
          icon={<ChevronLeft aria-hidden className="rtl:-scale-x-100" />}
          onClick={() => setAround(moved(span, around, -1))}
        />
        <IconButton
          label={t("following")}
          icon={<ChevronRight aria-hidden className="rtl:-scale-x-100" />}
          onClick={() => setAround(moved(span, around, 1))}
        />
        <Button size="small" onClick={() => setAround(today)}>
          {t("today")}
        </Button>
        <h2 aria-live="polite" className="numeric text-lg font-semibold first-letter:uppercase">
          {title}
        </h2>
        <SegmentedControl
          className="sm:ms-auto"
          label={t("views")}
          labelHidden
          value={span}
          onChange={setSpan}
          options={[
            { value: "week", label: t("week") },
            { value: "month", label: t("month") },
          ]}
        />
      </div>
      {error && !data ? (
        <ErrorState reason={requestSentence(sentences, error)} onRetry={() => void refetch()} retrying={isFetching} />
      ) : (
        <ol
          data-testid="scheduled-calendar"
          aria-busy={isFetching || undefined}
          className={classNames(
            "grid grid-cols-1 gap-px overflow-hidden rounded-lg border border-line bg-line md:grid-cols-7",
            // Phones leave out days without anything: nothing but the frame would be left.
            isBare && "max-md:hidden",
          )}
        >
          {days.map((date) => (
            <DayCell
              key={date}
              date={date}
              day={known.get(date)}
              isToday={date === today}
              isDimmed={span === "month" && date.slice(0, 7) !== around.slice(0, 7)}
              onAct={onAct}
            />
          ))}
        </ol>
      )}
      {data && data.length === 0 ? <p className="mt-3 text-muted">{t("nothingOn")}</p> : null}
    </section>
  );
}

const noon = (date: string): Date => new Date(`${date}T12:00:00Z`);

interface DayCellProps {
  date: string;
  day: Day | undefined;
  isToday: boolean;
  /** Of another month. */
  isDimmed: boolean;
  onAct: OpenLayer;
}

function DayCell({ date, day, isToday, isDimmed, onAct }: DayCellProps) {
  const t = useTexts("scheduled.overview");
  const locale = useLocale();
  const total = day ? Object.values(day.counts).reduce((sum, count) => sum + count) : 0;
  const hidden = total - (day?.items.length ?? 0);
  const name = `${weekdayName(locale, noon(date).getUTCDay(), "short").replace(/\.$/, "")} ${noon(date).getUTCDate()}`;
  return (
    <li
      data-date={date}
      aria-current={isToday ? "date" : undefined}
      className={classNames(
        "min-w-0 bg-surface p-2 md:min-h-28",
        isDimmed && "bg-sunken",
        // A phone shows days that have something, and today.
        total === 0 && !isToday && "hidden md:block",
      )}
    >
      <h3
        className={classNames(
          "mb-1 flex items-center gap-2 text-sm",
          isToday ? "font-semibold text-accent-ink" : "text-muted",
        )}
      >
        <span className="first-letter:uppercase">{name}</span>
        {total > 0 ? <span className="sr-only">{t("dayCount", { count: total })}</span> : null}
      </h3>
      <ul className="grid grid-cols-1 gap-1">
        {day?.items.map((item) => (
          <li key={item.id}>
            <CalendarItem item={item} onAct={onAct} />
          </li>
        ))}
      </ul>
      {hidden > 0 ? <p className="numeric mt-1 text-sm text-muted">{t("more", { count: String(hidden) })}</p> : null}
    </li>
  );
}

const looks = {
  draft: "border-dashed border-control text-muted",
  pending: "border-transparent bg-accent-soft text-accent-ink",
  sent: "border-transparent bg-success-soft text-success-ink",
  failed: "border-transparent bg-danger-soft text-danger-ink",
} as const;

/** Opens what the item is about: its text while it waits, its message once it went out. */
function CalendarItem({ item, onAct }: { item: OverviewItem; onAct: OpenLayer }) {
  const t = useTexts("scheduled.status");
  const format = useFormatter();
  const { contact } = item.conversation;
  const [open] = useScheduledEntries(item, (layer) => onAct(layer, contact.name));
  const time = format.dateTime((item.scheduled_at ?? 0) * 1000, { timeStyle: "short" });
  const act = open && "onSelect" in open ? open.onSelect : undefined;
  return (
    <button
      type="button"
      title={item.content ?? undefined}
      disabled={!act}
      onClick={act}
      className={classNames(
        "flex min-h-7 w-full items-baseline gap-1.5 overflow-hidden rounded-sm border px-1.5 py-0.5 text-start text-sm ring-within touch:min-h-11 touch:items-center",
        looks[item.status],
      )}
    >
      <span className="numeric shrink-0 font-medium">{time}</span>
      <span className="truncate">{contact.name}</span>
      <span className="sr-only">
        {t(item.status)}: {item.content}
      </span>
    </button>
  );
}
