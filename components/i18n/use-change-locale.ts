"use client";

import { useRouter } from "next/navigation";
import { useLocale } from "use-intl/react";
import { LOCALE_COOKIE, type Locale } from "./locales.ts";

const YEAR_SECONDS = 365 * 24 * 60 * 60;

/** The language of this page, and a way to another: remembered in this browser, in force at once, nothing typed is lost. */
export function useChangeLocale(): { locale: Locale; changeLocale: (locale: Locale) => void } {
  const router = useRouter();
  const locale = useLocale();
  const changeLocale = (next: Locale) => {
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox before 140
    document.cookie = `${LOCALE_COOKIE}=${next}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`;
    document.documentElement.lang = next;
    router.refresh();
  };
  return { locale, changeLocale };
}
