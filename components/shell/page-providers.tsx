"use client";

import { ThemeProvider } from "next-themes";
import type { ReactNode } from "react";
import { Toaster } from "../ui/toaster.tsx";
import { THEME_STORAGE_KEY } from "./theme-storage-key.ts";

/** What every page needs around it: theme and toasts. */
export function PageProviders({ children }: { children: ReactNode }) {
  return (
    <ThemeProvider
      attribute="data-theme"
      defaultTheme="system"
      storageKey={THEME_STORAGE_KEY}
      disableTransitionOnChange
    >
      {children}
      <Toaster />
    </ThemeProvider>
  );
}
