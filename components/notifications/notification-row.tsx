"use client";

import {
  AlarmClock,
  AtSign,
  CalendarX2,
  CheckCheck,
  Ellipsis,
  Mail,
  MessageSquare,
  MessageSquarePlus,
  Trash2,
  UserCheck,
} from "lucide-react";
import Link from "next/link";
import { useTimeZone } from "use-intl/react";
import type { Notification, NotificationAct } from "../data/notifications.ts";
import { useAccountId } from "../data/viewer.tsx";
import { useTexts } from "../i18n/use-texts.ts";
import { type SnoozePreset, snoozeTimes } from "../inbox/thread/header/snooze-times.ts";
import { Avatar } from "../ui/avatar.tsx";
import { classNames } from "../ui/class-names.ts";
import { IconButton } from "../ui/icon-button.tsx";
import { Menu } from "../ui/menu.tsx";
import { Time } from "../ui/time.tsx";

interface NotificationRowProps {
  notification: Notification;
  onAct: (act: NotificationAct) => void;
  onGo: () => void;
}

const icons = {
  conversation_mention: AtSign,
  conversation_assignment: UserCheck,
  conversation_creation: MessageSquarePlus,
  scheduled_message_failed: CalendarX2,
};

/** One thing I was told: why, what was said, where; and what to do about it. */
export function NotificationRow({ notification, onAct, onGo }: NotificationRowProps) {
  const t = useTexts("shell.notifications");
  const accountId = useAccountId();
  const { id, primary_actor: conversation, read_at, notification_type: type } = notification;
  const isUnread = read_at === null;
  const { sender } = conversation.meta;
  const Icon = icons[type as keyof typeof icons] ?? MessageSquare;
  const actor = notification.secondary_actor;
  const query = actor && "message_type" in actor ? `?messageId=${actor.id}` : "";
  const follow = () => {
    if (isUnread) onAct({ act: "read", id });
    onGo();
  };
  return (
    <li
      className="group/row relative flex gap-3 px-4 py-3 hover:bg-hover has-[a:focus-visible]:bg-hover"
      data-testid="notification"
    >
      {isUnread ? <span aria-hidden className="absolute inset-y-0 start-0 w-1 bg-accent" /> : null}
      <span className="relative shrink-0 self-start">
        <Avatar size={32} name={sender.name} id={sender.id} src={sender.thumbnail || null} />
        <span
          aria-hidden
          className="absolute -end-1 -bottom-1 grid size-4 place-items-center rounded-full bg-raised text-muted [&_svg]:size-3"
        >
          <Icon />
        </span>
      </span>
      <div className="min-w-0 flex-1">
        <Link
          href={`/app/accounts/${accountId}/conversations/${conversation.id}${query}`}
          prefetch={false}
          onClick={follow}
          className="after:absolute after:inset-0 after:content-['']"
        >
          <span className={classNames("line-clamp-2", isUnread ? "font-semibold" : "")}>{useReason(notification)}</span>
        </Link>
        <p className="truncate text-sm text-muted own-direction" dir="auto">
          {notification.push_message_body}
        </p>
        <p className="mt-0.5 flex items-center gap-2 text-xs text-muted">
          <bdi className="truncate">{t("place", { id: String(conversation.id), name: sender.name })}</bdi>
          <Time at={notification.last_activity_at} className="numeric shrink-0" />
          {notification.meta.unread_mention === true ? (
            <span className="flex shrink-0 items-center gap-0.5 font-medium text-accent-ink">
              <AtSign aria-hidden className="size-3" />
              {t("mentioned")}
            </span>
          ) : null}
        </p>
      </div>
      <div className="absolute end-2 top-2 z-10 flex shrink-0 rounded-md bg-raised opacity-0 shadow-card group-focus-within/row:opacity-100 group-hover/row:opacity-100 touch:static touch:bg-transparent touch:opacity-100 touch:shadow-none">
        <IconButton
          size="small"
          className="touch:hidden"
          label={isUnread ? t("markRead") : t("markUnread")}
          icon={isUnread ? <CheckCheck aria-hidden /> : <Mail aria-hidden />}
          onClick={() => onAct({ act: isUnread ? "read" : "unread", id })}
        />
        <RowMenu isUnread={isUnread} id={id} onAct={onAct} />
      </div>
    </li>
  );
}

/** Why somebody was told, in the reader's language. */
function useReason({ notification_type: type, secondary_actor: actor, primary_actor }: Notification): string {
  const t = useTexts("shell.notifications.reason");
  const contact = primary_actor.meta.sender.name;
  const name = who(actor) ?? contact;
  switch (type) {
    case "conversation_mention":
      return t("mention", { name });
    case "conversation_assignment":
      return actor ? t("assignedBy", { name }) : t("assigned");
    case "conversation_creation":
      return t("creation", { name: contact });
    case "assigned_conversation_new_message":
    case "participating_conversation_new_message":
      return t("message", { name });
    case "scheduled_message_failed":
      return t("scheduledFailed");
    default:
      return t("other");
  }
}

function who(actor: Notification["secondary_actor"]): string | null {
  if (!actor) return null;
  if ("available_name" in actor) return actor.available_name;
  const { sender } = actor;
  if (!sender) return null;
  return "available_name" in sender ? sender.available_name : sender.name;
}

function RowMenu({ id, isUnread, onAct }: { id: number; isUnread: boolean; onAct: NotificationRowProps["onAct"] }) {
  const t = useTexts("shell.notifications");
  const timeZone = useTimeZone() ?? "UTC";
  const names: Record<SnoozePreset, string> = {
    hour: t("snoozeUntil.hour"),
    evening: t("snoozeUntil.evening"),
    tomorrow: t("snoozeUntil.tomorrow"),
    monday: t("snoozeUntil.monday"),
  };
  return (
    <Menu
      align="end"
      trigger={<IconButton size="small" label={t("acts")} icon={<Ellipsis aria-hidden />} />}
      entries={[
        isUnread
          ? { label: t("markRead"), icon: <CheckCheck aria-hidden />, onSelect: () => onAct({ act: "read", id }) }
          : { label: t("markUnread"), icon: <Mail aria-hidden />, onSelect: () => onAct({ act: "unread", id }) },
        {
          kind: "sub",
          label: t("snooze"),
          icon: <AlarmClock aria-hidden />,
          entries: snoozeTimes(timeZone, Date.now()).map(({ preset, at }) => ({
            label: names[preset],
            onSelect: () => onAct({ act: "snooze", id, until: Math.floor(at / 1000) }),
          })),
        },
        {
          label: t("remove"),
          icon: <Trash2 aria-hidden />,
          danger: true,
          onSelect: () => onAct({ act: "remove", id }),
        },
      ]}
    />
  );
}
