"use client";

import { Bell as BellIcon } from "lucide-react";
import { useState } from "react";
import { useUnreadNotifications } from "../data/notification-count.ts";
import { useTexts } from "../i18n/use-texts.ts";
import { CountBadge } from "../ui/count-badge.tsx";
import { OnDemand } from "../ui/on-demand.tsx";
import { Popover } from "../ui/popover.tsx";
import { useTitleBadge } from "./use-title-badge.ts";

const notificationPanel = async () => (await import("./notification-panel.tsx")).NotificationPanel;

interface BellProps {
  className: string;
  /** Classes of the name beside the icon. */
  nameClassName: string;
  /** The name is to be read; no tooltip is needed. */
  isNamed: boolean;
}

/** How much is new for me, also in the title of the tab, and a look at it. */
export function Bell({ className, nameClassName, isNamed }: BellProps) {
  const t = useTexts("shell.notifications");
  const [open, setOpen] = useState(false);
  const count = useUnreadNotifications();
  useTitleBadge(count);
  const close = () => setOpen(false);
  const button = (
    <button type="button" data-testid="bell" title={isNamed ? undefined : t("title")} className={className}>
      <span className="relative">
        <BellIcon aria-hidden />
        {count > 0 && !isNamed ? (
          <span aria-hidden className="absolute -end-1 -top-1 size-2.5 rounded-full border-2 border-sunken bg-accent" />
        ) : null}
      </span>
      <span className={nameClassName}>{t("title")}</span>
      <CountBadge
        count={count}
        label={t("unread", { count })}
        className={isNamed ? "ms-auto" : "sr-only"}
        data-testid="bell-count"
      />
    </button>
  );
  return (
    <Popover
      label={t("title")}
      side="right"
      align="start"
      open={open}
      onOpenChange={setOpen}
      className="flex w-96 flex-col !p-0"
      trigger={button}
    >
      <OnDemand
        load={notificationPanel}
        onFail={close}
        with={{ onGo: close }}
        waiting={<div className="h-40" aria-busy />}
      />
    </Popover>
  );
}
