"use client";

import { PanelLeftClose, PanelLeftOpen } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { useFormatter } from "use-intl/react";
import type { PersonalType } from "../data/conversation-filter.ts";
import { useUnreadNotifications } from "../data/notification-count.ts";
import { usePersonalCount } from "../data/personal-count.ts";
import { useViewer } from "../data/viewer.tsx";
import { useTexts } from "../i18n/use-texts.ts";
import { Bell } from "../notifications/bell.tsx";
import { classNames } from "../ui/class-names.ts";
import { CountBadge } from "../ui/count-badge.tsx";
import { Tooltip } from "../ui/tooltip.tsx";
import { useMediaQuery } from "../ui/use-media-query.ts";
import { AccountSwitcher } from "./account-switcher.tsx";
import { MyMenu } from "./my-menu.tsx";
import { isCurrent, type NavigationEntry, navigation } from "./navigation.ts";
import { NavigationLists } from "./navigation-lists.tsx";

interface NavigationBarProps {
  wide: boolean;
  onToggle: () => void;
  signOut: () => Promise<void>;
}

/** Left edge of the page: account, screens, own menu. 220 px, or 56 px with icons alone; not on phones. */
export function NavigationBar({ wide, onToggle, signOut }: NavigationBarProps) {
  const t = useTexts("shell");
  const isLarge = useMediaQuery("(min-width: 64rem)");
  const shown = wide && isLarge;
  const Toggle = shown ? PanelLeftClose : PanelLeftOpen;
  const entries = useEntries().filter((entry) => !entry.onlyOnPhone);
  return (
    <nav
      id="navigation"
      tabIndex={-1}
      aria-label={t("navigation.label")}
      className={classNames(
        "hidden w-14 shrink-0 flex-col border-e border-line bg-sunken outline-none sm:flex",
        wide && "lg:w-55",
      )}
    >
      <div className="p-2">
        <AccountSwitcher name={wide ? "when large" : "never"} />
      </div>
      <ul className="flex min-h-0 flex-1 flex-col gap-0.5 overflow-y-auto px-2 pt-2">
        <li>
          <Bell
            className={lineStyle}
            nameClassName={wide ? "sr-only lg:not-sr-only lg:truncate" : "sr-only"}
            isNamed={shown}
          />
        </li>
        {entries.map((entry) => (
          <li key={entry.key}>
            <Labelled text={t(`navigation.${entry.key}`)} off={shown}>
              <NavigationLink entry={entry} wide={wide}>
                {t(`navigation.${entry.key}`)}
              </NavigationLink>
            </Labelled>
          </li>
        ))}
        {shown ? <NavigationLists /> : null}
      </ul>
      <div className="grid gap-0.5 p-2">
        <Labelled text={t(shown ? "navigation.collapse" : "navigation.expand")} off={shown}>
          <button
            type="button"
            aria-expanded={shown}
            onClick={onToggle}
            className={classNames(lineStyle, "hidden lg:flex")}
          >
            <Toggle aria-hidden className="rtl:-scale-x-100" />
            <span className={wide ? "sr-only lg:not-sr-only lg:truncate" : "sr-only"}>
              {t(shown ? "navigation.collapse" : "navigation.expand")}
            </span>
          </button>
        </Labelled>
        <MyMenu wide={wide} signOut={signOut} />
      </div>
    </nav>
  );
}

/** Where a name is too long for a quarter of a phone. */
const shortNames: Partial<Record<NavigationEntry["key"], "me" | "set">> = { profile: "me", settings: "set" };

/** The bottom bar of phones. */
export function NavigationFoot() {
  const t = useTexts("shell");
  const entries = useEntries().filter((entry) => entry.onPhone);
  return (
    <nav
      aria-label={t("navigation.label")}
      className="flex shrink-0 border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] sm:hidden"
    >
      {entries.map((entry) => (
        <FootLink key={entry.key} entry={entry}>
          {t(`navigation.${shortNames[entry.key] ?? entry.key}`)}
        </FootLink>
      ))}
    </nav>
  );
}

const lineStyle =
  "flex h-9 w-full items-center gap-2.5 rounded-md px-2.5 font-medium text-muted transition-colors duration-100 " +
  "hover:bg-hover hover:text-ink aria-[current=page]:bg-accent-soft aria-[current=page]:text-accent-ink touch:h-11 " +
  "[&_svg]:size-[1.125rem] [&_svg]:shrink-0";

function useEntries(): readonly NavigationEntry[] {
  const { membership } = useViewer();
  return navigation.filter((entry) => !entry.administratorOnly || membership.role === "administrator");
}

function useEntryLink(entry: NavigationEntry) {
  const { membership } = useViewer();
  const current = isCurrent(entry, membership.id, usePathname());
  return {
    href: `/app/accounts/${membership.id}${entry.path}`,
    // Every screen reads the database: only when somebody goes there.
    prefetch: false,
    "aria-current": current ? ("page" as const) : undefined,
  };
}

function NavigationLink({
  entry,
  wide,
  children,
  ...rest
}: {
  entry: NavigationEntry;
  wide: boolean;
  children: ReactNode;
}) {
  return (
    <Link {...rest} {...useEntryLink(entry)} className={lineStyle}>
      <entry.icon aria-hidden />
      <span className={wide ? "sr-only lg:not-sr-only lg:truncate" : "sr-only"}>{children}</span>
      {entry.counts ? <PersonalCount type={entry.counts} wide={wide} /> : null}
    </Link>
  );
}

/** How many open conversations the list behind a link holds. */
function PersonalCount({ type, wide }: { type: PersonalType; wide: boolean }) {
  const t = useTexts("shell.notifications");
  const format = useFormatter();
  const count = usePersonalCount(type);
  if (count === 0) return null;
  return (
    <span
      className={classNames("numeric ms-auto text-sm text-faint", wide ? "sr-only lg:not-sr-only" : "sr-only")}
      title={t("tabCount", { count })}
    >
      <span aria-hidden>{format.number(count, { notation: "compact" })}</span>
      <span className="sr-only">{t("tabCount", { count })}</span>
    </span>
  );
}

function FootLink({ entry, children }: { entry: NavigationEntry; children: ReactNode }) {
  return (
    <Link
      {...useEntryLink(entry)}
      className="flex h-14 min-w-0 flex-1 flex-col items-center justify-center gap-0.5 text-xs text-muted ring-within aria-[current=page]:font-semibold aria-[current=page]:text-accent-ink"
    >
      <span className="relative">
        <entry.icon aria-hidden className="size-5" />
        {entry.key === "notifications" ? <UnreadDot /> : null}
      </span>
      <span className="max-w-full truncate px-0.5 max-[22.5rem]:text-[0.625rem]">{children}</span>
    </Link>
  );
}

function UnreadDot() {
  const t = useTexts("shell.notifications");
  const count = useUnreadNotifications();
  return (
    <CountBadge
      count={count}
      label={t("unread", { count })}
      className="absolute -end-2.5 -top-1.5 !h-4 !min-w-4 !px-1 !text-[0.625rem]"
    />
  );
}

/** The name beside an icon that stands alone. */
function Labelled({ text, off, children }: { text: string; off: boolean; children: React.ReactElement }) {
  return off ? (
    children
  ) : (
    <Tooltip text={text} side="right">
      {children}
    </Tooltip>
  );
}
