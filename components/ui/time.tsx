"use client";

import { useLocale, useTimeZone } from "use-intl/react";
import { useTexts } from "../i18n/use-texts.ts";
import { relativeTime } from "./relative-time.ts";
import { useNow } from "./use-now.ts";

interface TimeProps {
  /** A date, unix seconds or an ISO string. */
  at: Date | number | string;
  /** `relative`: now, 4m, 3h, Yesterday, 12 Mar · `clock`: 14:05 · `full`: date, time and zone. */
  as?: "relative" | "clock" | "full";
  className?: string;
}

/** When something happened, in the reader's zone; the exact time with its zone stands in the title. */
export function Time({ at, as = "relative", className }: TimeProps) {
  const locale = useLocale();
  const timeZone = useTimeZone() ?? "UTC";
  const t = useTexts("ui.time");
  const now = useNow();
  const date = typeof at === "number" ? new Date(at * 1000) : new Date(at);
  const exact = fullTime(date, locale, timeZone);

  const relative = () => {
    const age = relativeTime(date, new Date(now), timeZone);
    switch (age.kind) {
      case "now":
        return t("now");
      case "minutes":
        return t("minutes", { count: String(age.count) });
      case "hours":
        return t("hours", { count: String(age.count) });
      case "yesterday":
        return t("yesterday");
      default:
        return dayAndMonth(date, age.withYear, { locale, timeZone });
    }
  };

  const shown = as === "full" ? exact : as === "clock" ? clock(date, locale, timeZone) : relative();
  return (
    <time dateTime={date.toISOString()} title={exact} className={className} suppressHydrationWarning>
      {shown}
    </time>
  );
}

function fullTime(date: Date, locale: string, timeZone: string): string {
  const format = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short", timeZone });
  return `${format.format(date)} (${timeZone.replaceAll("_", " ")})`;
}

function clock(date: Date, locale: string, timeZone: string): string {
  return new Intl.DateTimeFormat(locale, { timeStyle: "short", timeZone }).format(date);
}

function dayAndMonth(
  date: Date,
  withYear: boolean,
  { locale, timeZone }: { locale: string; timeZone: string },
): string {
  const year = withYear ? ("numeric" as const) : undefined;
  return new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", year, timeZone }).format(date);
}
