"use client";

import { ThemeProvider } from "next-themes";
import type { ReactNode } from "react";
import { Toaster } from "../ui/toaster.tsx";
import { THEME_STORAGE_KEY } from "./theme-storage-key.ts";

interface PageProvidersProps {
  /** Whatever the reader has chosen; for pages that are shown inside another. */
  theme?: "light" | "dark" | undefined;
  children: ReactNode;
}

/** What every page needs around it: theme and toasts. */
export function PageProviders({ theme, children }: PageProvidersProps) {
  return (
    <ThemeProvider
      attribute="data-theme"
      defaultTheme="system"
      forcedTheme={theme}
      storageKey={THEME_STORAGE_KEY}
      disableTransitionOnChange
    >
      {children}
      <Toaster />
    </ThemeProvider>
  );
}
