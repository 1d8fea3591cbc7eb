"use client";

import { usePathname } from "next/navigation";
import { type ReactNode, useState } from "react";
import { useViewer } from "../data/viewer.tsx";
import { useTexts } from "../i18n/use-texts.ts";
import { SkipLinks } from "../ui/skip-links.tsx";
import { TooltipProvider } from "../ui/tooltip.tsx";
import { NavigationBar, NavigationFoot } from "./navigation-bar.tsx";
import { NAVIGATION_COOKIE } from "./navigation-cookie.ts";
import { SessionEnded } from "./session-ended.tsx";
import { Strip, StripProvider } from "./strip.tsx";
import { useShellKeys } from "./use-shell-keys.ts";
import { useStoredPreferences } from "./use-stored-preferences.ts";

interface ShellProps {
  /** As left behind in this browser. */
  initiallyWide: boolean;
  signOut: () => Promise<void>;
  children: ReactNode;
}

/** Frame of every screen of an account: navigation, strip for notices, content. */
export function Shell({ initiallyWide, signOut, children }: ShellProps) {
  const t = useTexts("shell.skipTo");
  const { settings } = useViewer();
  const [wide, setWide] = useState(initiallyWide);
  useStoredPreferences();
  const inThread = /\/conversations\/\d+$/.test(usePathname());

  const toggle = () => {
    setWide(!wide);
    // biome-ignore lint/suspicious/noDocumentCookie: the server must know it before the first paint
    document.cookie = `${NAVIGATION_COOKIE}=${wide ? "icons" : "wide"}; path=/app; max-age=31536000; samesite=lax`;
  };

  useShellKeys(toggle);
  return (
    <TooltipProvider delayDuration={400} skipDelayDuration={200}>
      <StripProvider>
        <SkipLinks
          links={[
            { target: "content", label: t("main") },
            { target: "navigation", label: t("navigation") },
          ]}
        />
        <div data-density={settings.density} className="flex h-dvh overflow-hidden">
          <NavigationBar wide={wide} onToggle={toggle} signOut={signOut} />
          <div className="flex min-w-0 flex-1 flex-col">
            <Strip />
            <SessionEnded />
            <main
              id="content"
              tabIndex={-1}
              className="relative flex min-h-0 flex-1 flex-col overflow-y-auto outline-none"
            >
              {children}
            </main>
            {inThread ? null : <NavigationFoot />}
          </div>
        </div>
      </StripProvider>
    </TooltipProvider>
  );
}
