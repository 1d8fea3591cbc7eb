"use client";

import type {} from "use-intl";
import { useTranslations } from "use-intl/react";
import type { Locale } from "./locales.ts";
import type { Texts } from "./messages.ts";

declare module "use-intl" {
  interface AppConfig {
    Locale: Locale;
    Messages: Texts;
  }
}

/**
 * Texts of an area in the reader's language: `const t = useTexts("ui"); t("save")`.
 * Keys and placeholders are checked by the compiler. The page must have loaded the area (`AreaTexts`).
 */
export const useTexts = useTranslations;
