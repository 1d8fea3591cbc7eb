"use client";

import { useTheme } from "next-themes";
import { useEffect } from "react";
import { useViewer } from "../data/viewer.tsx";
import { useChangeLocale } from "../i18n/use-change-locale.ts";
import { THEME_STORAGE_KEY } from "./theme-storage-key.ts";

/** Brings language and theme of the profile to a browser that does not know them yet. */
export function useStoredPreferences(): void {
  const { settings } = useViewer();
  const { setTheme } = useTheme();
  const { locale, changeLocale } = useChangeLocale();

  // biome-ignore lint/correctness/useExhaustiveDependencies: once per page; later changes are made where they are chosen
  useEffect(() => {
    if (settings.theme !== "system" && localStorage.getItem(THEME_STORAGE_KEY) === null) setTheme(settings.theme);
    if (settings.locale && settings.locale !== locale) changeLocale(settings.locale);
  }, []);
}
