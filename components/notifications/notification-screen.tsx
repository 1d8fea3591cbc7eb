"use client";

import { AtSign, Eye, type LucideIcon } from "lucide-react";
import Link from "next/link";
import type { PersonalType } from "../data/conversation-filter.ts";
import { usePersonalCount } from "../data/personal-count.ts";
import { useAccountId } from "../data/viewer.tsx";
import { useTexts } from "../i18n/use-texts.ts";
import { NotificationPanel } from "./notification-panel.tsx";

/** What I was told, as a screen of its own: on phones, and where a link leads. */
export function NotificationScreen() {
  const t = useTexts("shell.navigation");
  return (
    <div className="mx-auto flex min-h-0 w-full max-w-2xl flex-1 flex-col border-line bg-surface sm:border-x">
      <nav aria-label={t("mine")} className="flex gap-2 border-b border-line p-2 sm:hidden">
        <OwnList type="mention" path="mentions" icon={AtSign} name={t("mentions")} />
        <OwnList type="participating" path="participating" icon={Eye} name={t("participating")} />
      </nav>
      <NotificationPanel isScreen onGo={() => undefined} />
    </div>
  );
}

/** The bottom bar of phones has no room for these lists. */
function OwnList({
  type,
  path,
  icon: Icon,
  name,
}: {
  type: PersonalType;
  path: string;
  icon: LucideIcon;
  name: string;
}) {
  const accountId = useAccountId();
  const count = usePersonalCount(type);
  return (
    <Link
      href={`/app/accounts/${accountId}/${path}/conversations`}
      prefetch={false}
      className="flex min-h-11 flex-1 items-center justify-center gap-2 rounded-md bg-sunken font-medium text-muted"
    >
      <Icon aria-hidden className="size-4" />
      {name}
      <span className="numeric text-faint">{count}</span>
    </Link>
  );
}
