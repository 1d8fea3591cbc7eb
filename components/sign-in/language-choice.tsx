"use client";

import { localeNames, locales } from "../i18n/locales.ts";
import { useChangeLocale } from "../i18n/use-change-locale.ts";
import { useTexts } from "../i18n/use-texts.ts";

/** The languages, each in itself. */
export function LanguageChoice() {
  const t = useTexts("signIn");
  const { locale, changeLocale } = useChangeLocale();
  return (
    <fieldset className="flex gap-1 text-sm">
      <legend className="sr-only">{t("language")}</legend>
      {locales.map((other) => (
        <button
          key={other}
          type="button"
          lang={other}
          aria-pressed={other === locale}
          onClick={() => changeLocale(other)}
          className="min-h-8 rounded-sm px-2.5 text-muted hover:text-ink aria-pressed:font-semibold aria-pressed:text-ink touch:min-h-11"
        >
          {localeNames[other]}
        </button>
      ))}
    </fieldset>
  );
}
