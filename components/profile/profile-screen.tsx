"use client";

import { LogOut } from "lucide-react";
import { useViewer } from "../data/viewer.tsx";
import { useTexts } from "../i18n/use-texts.ts";
import { AccountSwitcher } from "../shell/account-switcher.tsx";
import { Button } from "../ui/button.tsx";
import { PageHeader } from "../ui/page-header.tsx";
import { AvailabilityCard } from "./availability-card.tsx";
import { NotificationsCard } from "./notifications-card.tsx";
import { PasswordCard } from "./password-card.tsx";
import { PreferencesCard } from "./preferences-card.tsx";
import { SessionsCard } from "./sessions-card.tsx";
import { TokenCard } from "./token-card.tsx";
import { YouCard } from "./you-card.tsx";

const sections = ["you", "preferences", "availability", "notifications", "password", "sessions", "token"] as const;

/** Everything a person may change about themselves. */
export function ProfileScreen({ signOut }: { signOut: () => Promise<void> }) {
  const t = useTexts("profile");
  const me = useTexts("shell.me");
  const { profile } = useViewer();
  return (
    <div className="mx-auto w-full max-w-5xl px-4 py-6 sm:px-8 sm:py-10">
      {profile.accounts.length > 1 ? (
        <div className="mb-4 sm:hidden">
          <AccountSwitcher name="always" />
        </div>
      ) : null}
      <PageHeader
        title={t("title")}
        description={t("description")}
        actions={
          <form action={signOut}>
            <Button type="submit" icon={<LogOut aria-hidden />}>
              {me("signOut")}
            </Button>
          </form>
        }
      />
      <div className="grid items-start gap-8 lg:grid-cols-[11rem_minmax(0,1fr)]">
        <nav aria-label={t("sections")} className="sticky top-6 hidden lg:block">
          <ul className="grid gap-0.5 border-s border-line">
            {sections.map((section) => (
              <li key={section}>
                <a
                  href={`#${section}`}
                  className="-ms-px block border-s-2 border-transparent py-1.5 ps-3 text-muted hover:border-accent hover:text-ink"
                >
                  {t(`${section}.title`)}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <div className="grid min-w-0 gap-5">
          <YouCard />
          <PreferencesCard />
          <AvailabilityCard />
          <NotificationsCard />
          <PasswordCard />
          <SessionsCard />
          <TokenCard />
        </div>
      </div>
    </div>
  );
}
