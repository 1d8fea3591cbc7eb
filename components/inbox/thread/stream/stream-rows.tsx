"use client";

import { memo, useState } from "react";
import { useFormatter, useLocale, useTimeZone } from "use-intl/react";
import { useTexts } from "#components/i18n/use-texts.ts";
import { useNow } from "#components/ui/use-now.ts";
import type { Message } from "#server/domain/messages/contract.ts";
import { useClock } from "../bubble/clock.ts";
import { useActivityWords } from "./activity-words.ts";
import { localDay } from "./local-day.ts";

const DAY = 86_400_000;

/** "Today", "Yesterday", or the date. */
export function useDayName() {
  const t = useTexts("thread.stream");
  const timeZone = useTimeZone() ?? "UTC";
  const locale = useLocale();
  const now = useNow();
  return (at: number): string => {
    const day = localDay(at, timeZone);
    if (day === localDay(now, timeZone)) return t("today");
    if (day === localDay(now - DAY, timeZone)) return t("yesterday");
    const sameYear = day.slice(0, 4) === localDay(now, timeZone).slice(0, 4);
    return new Intl.DateTimeFormat(locale, {
      weekday: "long",
      day: "numeric",
      month: "long",
      ...(!sameYear && { year: "numeric" }),
      timeZone,
    }).format(at);
  };
}

export const DaySeparator = memo(function DaySeparator({ at }: { at: number }) {
  const name = useDayName()(at);
  return (
    <div data-testid="day-separator" className="flex justify-center px-5 pt-4 pb-1">
      <p
        className="rounded-full bg-sunken px-3 py-0.5 text-xs font-medium text-muted first-letter:uppercase"
        suppressHydrationWarning
      >
        {name}
      </p>
    </div>
  );
});

export const UnreadLine = memo(function UnreadLine({ count }: { count: number }) {
  const t = useTexts("thread.stream");
  return (
    <div
      data-testid="unread-line"
      className="flex items-center gap-3 px-5 pt-3 pb-1 text-sm font-medium text-accent-ink"
    >
      <span aria-hidden className="h-px flex-1 bg-accent" />
      <span>{t("unread", { count })}</span>
      <span aria-hidden className="h-px flex-1 bg-accent" />
    </div>
  );
});

/** Lines of activity; several in a row are one line that opens. */
export const Activities = memo(function Activities({ messages }: { messages: Message[] }) {
  const t = useTexts("thread.stream");
  const format = useFormatter();
  const clock = useClock();
  const words = useActivityWords();
  const [open, setOpen] = useState(false);
  const last = messages[messages.length - 1];
  if (!last) return null;
  const folded = messages.length > 1 && !open;
  const shown = messages.length > 1 && !open ? [] : messages;
  return (
    <div className="grid grid-cols-1 justify-items-center gap-0.5 px-5 py-2 text-center text-sm text-muted">
      {messages.length > 1 ? (
        <button
          type="button"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
          className="min-h-6 rounded-sm px-2 hover:bg-hover hover:text-ink touch:min-h-11"
        >
          {folded ? t("changes", { count: messages.length }) : t("foldChanges")}
        </button>
      ) : null}
      {shown.map((message) => (
        <p key={message.id} className="max-w-full">
          {words(message)}{" "}
          <time
            dateTime={new Date(message.created_at_ms).toISOString()}
            title={format.dateTime(message.created_at_ms, { dateStyle: "medium", timeStyle: "short" })}
            className="numeric text-xs whitespace-nowrap"
          >
            {clock.time(message.created_at_ms)}
          </time>
        </p>
      ))}
    </div>
  );
});
