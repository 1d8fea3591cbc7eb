"use client";

import { AlarmClock, Check, UserPlus } from "lucide-react";
import { memo, useState } from "react";
import { assigneeIdOf } from "#components/data/conversation-filter.ts";
import { useTexts } from "#components/i18n/use-texts.ts";
import { Avatar } from "#components/ui/avatar.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { CountBadge } from "#components/ui/count-badge.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Time } from "#components/ui/time.tsx";
import type { Conversation } from "#server/domain/conversations/contract.ts";
import type { Inbox } from "#server/domain/inboxes/contract.ts";
import { hasQuietActivity } from "../quiet-activity.ts";
import { ConversationMarks } from "./conversation-marks.tsx";
import { ConversationPreview } from "./conversation-preview.tsx";

/** What can be done from the row itself. */
export type QuickAct = "resolve" | "snooze" | "claim";

interface ConversationItemProps {
  conversation: Conversation;
  href: string;
  isSelected: boolean;
  isGone: boolean;
  /** The row that Tab leads to. */
  isEntry: boolean;
  inbox: Inbox | undefined;
  /** Said on the row when there are several. */
  showsInbox: boolean;
  onAct: (act: QuickAct, conversation: Conversation) => void;
}

/** A conversation in the list. A link, so that it opens in a new tab like one. */
export const ConversationItem = memo(function ConversationItem(props: ConversationItemProps) {
  const { conversation, href, isSelected, isGone, isEntry, inbox, showsInbox, onAct } = props;
  const t = useTexts("inbox.item");
  const { sender } = conversation.meta;
  const isQuiet = hasQuietActivity(conversation, inbox);
  const isUnread = conversation.unread_messages_count > 0 || isQuiet;
  const isGroup = conversation.group_type === "group";
  const [isNear, setIsNear] = useState(false);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: notices who is near, the link inside is what one uses
    <div
      data-testid="conv-item"
      data-id={conversation.id}
      data-gone={isGone || undefined}
      className="relative h-full"
      onPointerEnter={(event) => setIsNear(event.pointerType === "mouse")}
      onPointerLeave={() => setIsNear(false)}
      onFocus={() => setIsNear(true)}
      onBlur={() => setIsNear(false)}
    >
      <a
        href={href}
        aria-current={isSelected ? "true" : undefined}
        tabIndex={isEntry ? 0 : -1}
        className={classNames(
          "flex h-full gap-3 border-s-3 border-b border-b-line py-2 ps-3 pe-3 ring-within transition-colors duration-100 compact:py-1.5",
          isSelected
            ? "border-s-accent bg-accent-soft"
            : "border-s-transparent hover:bg-hover forced-colors:border-s-[Canvas]",
          isGone && "opacity-55",
        )}
      >
        <Avatar
          size={40}
          name={sender.name}
          id={sender.id}
          src={sender.thumbnail || null}
          group={isGroup}
          corner={<ChannelBadge inbox={inbox} />}
          className="self-center"
        />
        <span className="flex min-w-0 flex-1 flex-col justify-center">
          <span className="flex items-baseline gap-2">
            <span className={classNames("min-w-0 flex-1", isUnread ? "font-semibold" : "font-medium")}>
              {isGroup ? <span className="sr-only">{t("group")} </span> : null}
              <bdi className="block truncate">{sender.name}</bdi>
            </span>
            {isGone ? <span className="sr-only">{t("left")}</span> : null}
            <Time at={conversation.last_activity_at} className="numeric shrink-0 text-xs text-faint" />
          </span>
          <span className={classNames("flex min-w-0 items-center gap-2 text-sm", isUnread ? "text-ink" : "text-muted")}>
            <span className="flex min-w-0 flex-1">
              <ConversationPreview conversation={conversation} />
            </span>
            <CountBadge
              data-testid="unread-badge"
              count={conversation.unread_messages_count}
              label={t("unread", { count: conversation.unread_messages_count })}
            />
            {isQuiet ? (
              <span
                data-testid="activity-dot"
                title={t("activity")}
                className="size-2.5 shrink-0 rounded-full bg-accent"
              >
                <span className="sr-only">{t("activity")}</span>
              </span>
            ) : null}
          </span>
          <ConversationMarks conversation={conversation} inboxName={showsInbox ? inbox?.name : undefined} />
        </span>
      </a>
      {isNear && !isGone ? <QuickActs conversation={conversation} onAct={onAct} /> : null}
    </div>
  );
});

function ChannelBadge({ inbox }: { inbox: Inbox | undefined }) {
  if (!inbox) return null;
  return (
    <span className="grid size-4.5 place-items-center rounded-full bg-surface ring-1 ring-line">
      {/* biome-ignore lint/performance/noImgElement: a small picture of our own */}
      <img src={`/channels/${inbox.channel}.svg`} alt="" className="size-3" />
    </span>
  );
}

/** While the pointer or the focus is on the row; on touch the menu has the same. */
function QuickActs({ conversation, onAct }: Pick<ConversationItemProps, "conversation" | "onAct">) {
  const t = useTexts("inbox.acts");
  const isDone = conversation.status === "resolved";
  return (
    <span className="absolute end-2 top-1/2 flex -translate-y-1/2 gap-0.5 rounded-md border border-line bg-raised p-0.5 shadow-card touch:hidden">
      {assigneeIdOf(conversation) === null ? (
        <IconButton
          size="small"
          tabIndex={-1}
          label={t("assignToMe")}
          shortcut="I"
          icon={<UserPlus aria-hidden />}
          onClick={() => onAct("claim", conversation)}
        />
      ) : null}
      <IconButton
        size="small"
        tabIndex={-1}
        label={t("snooze")}
        shortcut="Alt+M"
        icon={<AlarmClock aria-hidden />}
        onClick={() => onAct("snooze", conversation)}
      />
      <IconButton
        size="small"
        tabIndex={-1}
        label={isDone ? t("reopen") : t("resolve")}
        shortcut="E"
        icon={<Check aria-hidden />}
        onClick={() => onAct("resolve", conversation)}
      />
    </span>
  );
}
