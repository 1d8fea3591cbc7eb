"use client";

import { AtSign, CalendarClock, Eye, Hourglass, type LucideIcon } from "lucide-react";
import Link from "next/link";
import { usePersonalCount } from "../data/personal-count.ts";
import { useAccountId } from "../data/viewer.tsx";
import { useTexts } from "../i18n/use-texts.ts";
import { NotificationPanel } from "./notification-panel.tsx";

/** What I was told, as a screen of its own: on phones, and where a link leads. */
export function NotificationScreen() {
  const t = useTexts("shell.navigation");
  return (
    <div className="mx-auto flex min-h-0 w-full max-w-2xl flex-1 flex-col border-line bg-surface sm:border-x">
      <nav aria-label={t("mine")} className="flex gap-2 overflow-x-auto border-b border-line p-2 sm:hidden">
        <ListLink
          path="mentions/conversations"
          icon={AtSign}
          name={t("mentions")}
          count={usePersonalCount("mention")}
        />
        <ListLink path="unattended/conversations" icon={Hourglass} name={t("unattended")} />
        <ListLink
          path="participating/conversations"
          icon={Eye}
          name={t("participating")}
          count={usePersonalCount("participating")}
        />
        <ListLink path="scheduled" icon={CalendarClock} name={t("scheduled")} />
      </nav>
      <NotificationPanel isScreen onGo={() => undefined} />
    </div>
  );
}

/** The bottom bar of phones has no room for these lists. */
function ListLink({ path, icon: Icon, name, count }: { path: string; icon: LucideIcon; name: string; count?: number }) {
  const accountId = useAccountId();
  return (
    <Link
      href={`/app/accounts/${accountId}/${path}`}
      prefetch={false}
      className="flex min-h-11 flex-auto items-center justify-center gap-1.5 whitespace-nowrap rounded-md px-2 text-sm bg-sunken font-medium text-muted"
    >
      <Icon aria-hidden className="size-4" />
      {name}
      {count === undefined ? null : <span className="numeric text-faint">{count}</span>}
    </Link>
  );
}
