import type { ReactNode } from "react";
import type { Locale } from "#components/i18n/locales.ts";

/** What everything about surveys stands on. */
export function SurveyGround({ locale, children }: { locale: Locale; children: ReactNode }) {
  return (
    <main lang={locale} className="sign-in-ground flex min-h-dvh flex-col items-center justify-center px-4 py-10">
      <div className="wrap-anywhere w-full max-w-md rounded-xl border border-line bg-surface p-6 shadow-float sm:p-8">
        {children}
      </div>
    </main>
  );
}
