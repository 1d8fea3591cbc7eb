"use client";

import { useMemo } from "react";
import { useLocale, useTimeZone } from "use-intl/react";

/** Times of a thread, in the reader's zone. Takes milliseconds since 1970. */
export function useClock() {
  const locale = useLocale();
  const timeZone = useTimeZone() ?? "UTC";
  return useMemo(() => {
    const time = new Intl.DateTimeFormat(locale, { timeStyle: "short", timeZone });
    const exact = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "medium", timeZone });
    return {
      time: (at: number) => time.format(at),
      exact: (at: number) => `${exact.format(at)} (${timeZone.replaceAll("_", " ")})`,
    };
  }, [locale, timeZone]);
}
