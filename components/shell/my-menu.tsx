"use client";

import { CodeXml, Languages, LogOut, Monitor, Moon, Sun, SunMoon, UserRoundCog } from "lucide-react";
import { useTheme } from "next-themes";
import { type Availability, useSetAvailability, useUpdateUiSettings } from "../data/profile.ts";
import type { Theme } from "../data/ui-settings.ts";
import { useViewer } from "../data/viewer.tsx";
import { requestSentence } from "../i18n/error-sentences.ts";
import { type Locale, localeNames, locales } from "../i18n/locales.ts";
import { useChangeLocale } from "../i18n/use-change-locale.ts";
import { useTexts } from "../i18n/use-texts.ts";
import { Avatar } from "../ui/avatar.tsx";
import { classNames } from "../ui/class-names.ts";
import { Menu } from "../ui/menu.tsx";
import type { MenuEntry } from "../ui/menu-entries.tsx";
import { toast } from "../ui/toast.tsx";
import { VisuallyHidden } from "../ui/visually-hidden.tsx";

interface MyMenuProps {
  wide: boolean;
  signOut: () => Promise<void>;
}

/** The signed-in person: availability, theme, language, profile, sign out. */
export function MyMenu({ wide, signOut }: MyMenuProps) {
  const t = useTexts("shell.me");
  const status = useTexts("ui.status");
  const { profile, membership } = useViewer();
  const entries = useMyEntries(signOut);
  return (
    <Menu
      side="top"
      entries={entries}
      trigger={
        <button
          type="button"
          className="flex h-11 w-full items-center gap-2.5 rounded-md px-1 hover:bg-hover data-[state=open]:bg-hover"
        >
          <Avatar
            id={profile.id}
            name={profile.available_name}
            src={profile.avatar_url}
            presence={membership.availability}
          />
          <span className={classNames("min-w-0 flex-1 text-start", wide ? "sr-only lg:not-sr-only" : "sr-only")}>
            <span className="block truncate font-medium" dir="auto">
              {profile.available_name}
            </span>{" "}
            <span className="block truncate text-sm text-muted">{status(membership.availability)}</span>
          </span>
          <VisuallyHidden>{t("menu")}</VisuallyHidden>
        </button>
      }
    />
  );
}

function useMyEntries(signOut: () => Promise<void>): MenuEntry[] {
  const t = useTexts("shell.me");
  const status = useTexts("ui.status");
  const errors = useTexts("errorSentences");
  const { membership, settings } = useViewer();
  const { theme = "system", setTheme } = useTheme();
  const updateSettings = useUpdateUiSettings();
  const setAvailability = useSetAvailability(membership.id);
  const { locale, changeLocale } = useChangeLocale();
  const onError = (error: unknown) => void toast(requestSentence(errors, error), { tone: "danger" });

  return [
    {
      kind: "choice",
      label: t("availability"),
      value: membership.availability,
      options: (["online", "busy", "offline"] as const).map((value) => ({
        value,
        label: status(value),
        icon: <Dot availability={value} />,
      })),
      onChange: (value) => setAvailability.mutate(value as Availability, { onError }),
    },
    { kind: "separator" },
    {
      kind: "sub",
      label: t("theme"),
      icon: <SunMoon aria-hidden />,
      entries: [
        {
          kind: "choice",
          label: t("theme"),
          value: theme,
          options: [
            { value: "light", label: t("light"), icon: <Sun aria-hidden /> },
            { value: "dark", label: t("dark"), icon: <Moon aria-hidden /> },
            { value: "system", label: t("system"), icon: <Monitor aria-hidden /> },
          ],
          onChange: (value) => {
            setTheme(value);
            updateSettings.mutate({ theme: value as Theme }, { onError });
          },
        },
      ],
    },
    {
      kind: "sub",
      label: t("language"),
      icon: <Languages aria-hidden />,
      entries: [
        {
          kind: "choice",
          label: t("language"),
          value: settings.locale ?? locale,
          options: locales.map((value) => ({ value, label: localeNames[value] })),
          onChange: (value) =>
            updateSettings.mutate(
              { locale: value as Locale },
              { onSuccess: () => changeLocale(value as Locale), onError },
            ),
        },
      ],
    },
    {
      kind: "link",
      label: t("profile"),
      icon: <UserRoundCog aria-hidden />,
      href: `/app/accounts/${membership.id}/profile/settings`,
    },
    { kind: "link", label: t("developers"), icon: <CodeXml aria-hidden />, href: "/developers", newTab: true },
    { kind: "separator" },
    { label: t("signOut"), icon: <LogOut aria-hidden />, onSelect: () => void signOut() },
  ];
}

const dots: Record<Availability, string> = { online: "bg-success", busy: "bg-warning", offline: "bg-control" };

function Dot({ availability }: { availability: Availability }) {
  return <span aria-hidden className={classNames("mx-1 size-2 rounded-full", dots[availability])} />;
}
