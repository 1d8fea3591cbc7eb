"use client";

import { ArrowLeft, Check, Clock, PanelRight, RotateCcw } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { useInbox } from "#components/data/inboxes.ts";
import { useTexts } from "#components/i18n/use-texts.ts";
import { Avatar } from "#components/ui/avatar.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import type { MenuEntry } from "#components/ui/menu-entries.tsx";
import { OnDemand } from "#components/ui/on-demand.tsx";
import { SplitButton } from "#components/ui/split-button.tsx";
import type { Conversation } from "#server/domain/conversations/contract.ts";
import { useGroup } from "../../panels/group-members.ts";
import { AssigneePicker } from "./assignee-picker.tsx";
import { HeaderMenu } from "./header-menu.tsx";
import { LabelButton } from "./label-button.tsx";
import { PriorityPicker } from "./priority-picker.tsx";
import { useConversationActs } from "./use-conversation-acts.ts";
import { Viewers } from "./viewers.tsx";

const snoozeDialog = async () => (await import("./snooze-dialog.tsx")).SnoozeDialog;

interface ThreadHeaderProps {
  conversation: Conversation;
  isPanelOpen: boolean;
  onTogglePanel: () => void;
  /** Goes on to the next conversation of the list; missing when there is no list. */
  onNext?: () => void;
  /** Where the arrow of narrow screens leads. */
  backHref?: string;
}

/** Who the conversation is with, who takes care of it and how it goes on. */
export function ThreadHeader({ conversation, isPanelOpen, onTogglePanel, onNext, backHref }: ThreadHeaderProps) {
  const t = useTexts("thread.header");
  const acts = useConversationActs(conversation);
  const [isSnoozing, setIsSnoozing] = useState(false);
  const contact = conversation.meta.sender;
  const isGroup = conversation.group_type === "group";
  return (
    <header className="@container shrink-0 border-b border-line bg-surface">
      <h2 className="sr-only">{contact.name}</h2>
      <div className="flex min-h-14 items-center gap-1 px-2 py-1.5 @xl:gap-2 @xl:px-4">
        {backHref ? (
          <Link
            href={backHref}
            prefetch={false}
            aria-label={t("back")}
            className="grid size-9 shrink-0 place-items-center rounded-md text-muted hover:bg-hover lg:hidden touch:size-11"
          >
            <ArrowLeft aria-hidden className="size-5 rtl:-scale-x-100" />
          </Link>
        ) : null}
        <button
          type="button"
          onClick={onTogglePanel}
          aria-expanded={isPanelOpen}
          className="flex min-w-0 flex-1 items-center gap-3 rounded-md p-1 text-start ring-within hover:bg-hover"
        >
          <span className="hidden @md:block">
            <Avatar size={40} name={contact.name} id={contact.id} src={contact.thumbnail || null} group={isGroup} />
          </span>
          <span className="min-w-0">
            <span className="block truncate text-lg font-semibold" dir="auto">
              {contact.name}
            </span>
            <Subline conversation={conversation} />
          </span>
          <span className="sr-only">{t("panel")}</span>
        </button>
        <Viewers conversationId={conversation.id} />
        <div className="hidden items-center @2xl:flex">
          <PriorityPicker priority={conversation.priority} onChange={(priority) => void acts.setPriority(priority)} />
          <LabelButton labels={conversation.labels} onChange={(labels) => void acts.setLabels(labels)} />
        </div>
        {/* The details have it too, where there is no room for it. */}
        <span className="hidden @[22rem]:block">
          <AssigneePicker assignee={acts.assignee} me={acts.me} onAssign={(agent) => void acts.assign(agent)} />
        </span>
        <StatusButton
          status={conversation.status}
          onStatus={(status) => void acts.setStatus(status)}
          onSnooze={() => setIsSnoozing(true)}
          onNext={onNext}
        />
        <HeaderMenu
          conversation={conversation}
          onMarkUnread={() => void acts.markUnread()}
          onPriority={(priority) => void acts.setPriority(priority)}
        />
        <span className="hidden @md:block">
          <IconButton
            label={t("panel")}
            shortcut="]"
            aria-pressed={isPanelOpen}
            icon={<PanelRight aria-hidden />}
            onClick={onTogglePanel}
          />
        </span>
      </div>
      {isSnoozing ? (
        <OnDemand
          load={snoozeDialog}
          onFail={() => setIsSnoozing(false)}
          with={{
            onOpenChange: setIsSnoozing,
            onSnooze: (until: number | null) => void acts.setStatus("snoozed", until),
          }}
        />
      ) : null}
    </header>
  );
}

function Subline({ conversation }: { conversation: Conversation }) {
  const t = useTexts("thread.header");
  const inbox = useInbox(conversation.inbox_id);
  // Where there is little room, the picture of the channel has to do: half a name says less than none.
  const isGroup = conversation.group_type === "group";
  const group = useGroup(isGroup ? conversation.meta.sender.id : null);
  return (
    <span className="flex items-center gap-1.5 truncate text-sm text-muted">
      {/* biome-ignore lint/performance/noImgElement: a small picture of our own */}
      {inbox ? <img src={`/channels/${inbox.channel}.svg`} alt="" className="size-3.5 shrink-0" /> : null}
      <bdi className={isGroup ? "sr-only @md:not-sr-only @md:truncate" : "truncate"}>{inbox?.name ?? " "}</bdi>
      {group ? (
        <>
          <span aria-hidden className="hidden @md:inline">
            ·
          </span>
          <span className="truncate @md:shrink-0">{t("members", { count: group.count })}</span>
          {group.isOwnAdmin && conversation.meta.sender.additional_attributes.group_left !== true ? (
            <span className="hidden truncate @xl:inline">, {t("youAdmin")}</span>
          ) : null}
        </>
      ) : null}
    </span>
  );
}

interface StatusButtonProps {
  status: Conversation["status"];
  onStatus: (status: "open" | "resolved" | "pending") => void;
  onSnooze: () => void;
  onNext?: () => void;
}

function StatusButton({ status, onStatus, onSnooze, onNext }: StatusButtonProps) {
  const t = useTexts("thread.header");
  const isDone = status === "resolved";
  const entries: MenuEntry[] = [
    ...(!isDone && onNext
      ? [
          {
            label: t("resolveAndNext"),
            shortcut: "Ctrl+Alt+E",
            onSelect: () => {
              onStatus("resolved");
              onNext();
            },
          },
        ]
      : []),
    { label: t("snooze"), shortcut: "Alt+M", icon: <Clock aria-hidden />, onSelect: onSnooze },
    ...(status === "pending" ? [] : [{ label: t("pending"), onSelect: () => onStatus("pending") }]),
    ...(status === "pending" || status === "snoozed" ? [{ label: t("open"), onSelect: () => onStatus("open") }] : []),
  ];
  return (
    <SplitButton
      variant={isDone ? "secondary" : "primary"}
      size="small"
      icon={isDone ? <RotateCcw aria-hidden /> : <Check aria-hidden />}
      menuLabel={t("moreStatus")}
      entries={entries}
      onClick={() => onStatus(isDone ? "open" : "resolved")}
    >
      <span className="sr-only @md:not-sr-only">{isDone ? t("reopen") : t("resolve")}</span>
    </SplitButton>
  );
}
