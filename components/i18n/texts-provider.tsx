"use client";

import { createContext, type ReactNode, useContext, useMemo } from "react";
import { IntlProvider } from "use-intl/react";
import type { Locale } from "./locales.ts";
import type { Messages, Texts } from "./messages.ts";

interface Language {
  locale: Locale;
  timeZone: string;
  messages: Messages;
}

const LanguageContext = createContext<Language | null>(null);

interface TextsProviderProps {
  /** Left out: as around it. */
  locale?: Locale;
  /** IANA name; left out: as around it. */
  timeZone?: string;
  /** Added to what is around it. */
  messages?: Messages;
  children: ReactNode;
}

/** Language, time zone and texts for everything inside. Providers add up, so each screen brings only its own texts. */
export function TextsProvider({ locale, timeZone, messages, children }: TextsProviderProps) {
  const outer = useContext(LanguageContext);
  const language = useMemo<Language>(
    () => ({
      locale: locale ?? outer?.locale ?? "en",
      timeZone: timeZone ?? outer?.timeZone ?? "UTC",
      messages: { ...outer?.messages, ...messages },
    }),
    [locale, timeZone, messages, outer],
  );
  return (
    <LanguageContext value={language}>
      <IntlProvider locale={language.locale} timeZone={language.timeZone} messages={language.messages as Texts}>
        {children}
      </IntlProvider>
    </LanguageContext>
  );
}
