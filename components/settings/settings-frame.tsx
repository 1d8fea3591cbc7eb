"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { useViewer } from "../data/viewer.tsx";
import { useTexts } from "../i18n/use-texts.ts";
import { settingsNavigation } from "./navigation.ts";

/** Around every screen of the settings: a list of them at the side, in a row above on narrow pages. */
export function SettingsFrame({ children }: { children: ReactNode }) {
  const t = useTexts("settings");
  const { membership } = useViewer();
  const pathname = usePathname();
  const entries = settingsNavigation.filter((entry) => !entry.administratorOnly || membership.role === "administrator");
  return (
    <div className="mx-auto grid w-full max-w-6xl items-start gap-x-8 gap-y-4 px-4 py-6 sm:px-8 sm:py-10 lg:grid-cols-[12.5rem_minmax(0,1fr)]">
      <nav aria-label={t("navigation")} className="min-w-0 lg:sticky lg:top-10">
        <p className="mb-2 hidden px-2.5 text-sm font-semibold text-faint lg:block">{t("title")}</p>
        <ul className="flex gap-1 overflow-x-auto p-0.5 lg:grid lg:gap-0.5">
          {entries.map((entry) => {
            const href = `/app/accounts/${membership.id}/settings${entry.path}`;
            return (
              <li key={entry.key} className="shrink-0">
                <Link
                  href={href}
                  aria-current={pathname === href || pathname.startsWith(`${href}/`) ? "page" : undefined}
                  className="flex min-h-9 items-center gap-2.5 rounded-md px-2.5 text-muted hover:bg-hover hover:text-ink aria-[current=page]:bg-accent-soft aria-[current=page]:font-medium aria-[current=page]:text-accent-ink touch:min-h-11 [&_svg]:size-4"
                >
                  <entry.icon aria-hidden />
                  {t(`screens.${entry.key}`)}
                </Link>
              </li>
            );
          })}
        </ul>
      </nav>
      <div className="min-w-0">{children}</div>
    </div>
  );
}
