"use client";

import { Copy, CornerUpLeft, Ellipsis, Info, Link2, Pencil, SmilePlus, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTexts } from "#components/i18n/use-texts.ts";
import { classNames } from "#components/ui/class-names.ts";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Menu } from "#components/ui/menu.tsx";
import type { MenuEntry } from "#components/ui/menu-entries.tsx";
import { Popover } from "#components/ui/popover.tsx";
import { useCopy } from "#components/ui/use-copy.ts";
import type { Message } from "#server/domain/messages/contract.ts";
import { plainText } from "../text/plain-text.ts";
import { type ThreadPlace, usePlace } from "../thread-context.ts";
import { messageAttributes } from "./message-attributes.ts";

const QUICK_REACTIONS = ["👍", "❤️", "😂", "😮", "😢", "🙏"];

/** What may be done with a message, by what it is and what the channel can. */
export function messageAbilities(message: Message, place: ThreadPlace) {
  const { deleted } = messageAttributes(message);
  const isStored = message.id > 0;
  const reached = isStored && !message.private && message.source_id !== null && !deleted;
  const can = place.capabilities;
  const isOwn = message.message_type === 1 && !message.private;
  return {
    quote: reached && place.canReply && can?.quotes === true,
    react: reached && place.canReply && can?.reactions === true,
    edit:
      isOwn &&
      reached &&
      can?.edits === true &&
      message.content !== null &&
      message.content !== "" &&
      !message.attachments?.length,
    remove:
      isStored && !deleted && (message.private || (isOwn && (can?.deletes === true || message.source_id === null))),
    copy: message.content !== null && message.content !== "",
    link: isStored,
    info: isOwn && isStored && !deleted,
  };
}

interface BubbleActionsProps {
  message: Message;
  side: "start" | "end";
  /** Keeps the bar while one of its menus is open. */
  onHold: (held: boolean) => void;
}

/** The bar beside a bubble that the pointer or the focus is on. */
export function BubbleActions({ message, side, onHold }: BubbleActionsProps) {
  const t = useTexts("thread.actions");
  const place = usePlace();
  const can = messageAbilities(message, place);
  return (
    <div
      role="toolbar"
      aria-label={t("label")}
      className={classNames(
        "absolute -top-4 z-10 flex rounded-md border border-line bg-raised p-0.5 shadow-float",
        side === "end" ? "end-2" : "start-2",
      )}
    >
      {can.react ? <ReactButton onHold={onHold} onPick={(emoji) => place.react(message, emoji)} /> : null}
      {can.quote ? (
        <IconButton
          size="small"
          label={t("quote")}
          shortcut="Q"
          icon={<CornerUpLeft aria-hidden />}
          onClick={() => place.quote(message)}
        />
      ) : null}
      <MoreMenu message={message} can={can} onHold={onHold} />
    </div>
  );
}

function ReactButton({ onPick, onHold }: { onPick: (emoji: string) => void; onHold: (held: boolean) => void }) {
  const t = useTexts("thread.actions");
  const [open, setOpen] = useState(false);
  const change = (next: boolean) => {
    setOpen(next);
    onHold(next);
  };
  const pick = (emoji: string) => {
    change(false);
    onPick(emoji);
  };
  return (
    <Popover
      label={t("react")}
      side="top"
      align="center"
      open={open}
      onOpenChange={change}
      className="!p-1"
      trigger={<IconButton size="small" label={t("react")} icon={<SmilePlus aria-hidden />} />}
    >
      <div className="flex">
        {QUICK_REACTIONS.map((emoji) => (
          <button
            key={emoji}
            type="button"
            aria-label={t("reactWith", { emoji })}
            onClick={() => pick(emoji)}
            className="grid size-9 place-items-center rounded-md text-xl hover:bg-hover touch:size-11"
          >
            {emoji}
          </button>
        ))}
      </div>
    </Popover>
  );
}

interface MoreMenuProps extends Pick<BubbleActionsProps, "message" | "onHold"> {
  can: ReturnType<typeof messageAbilities>;
}

function MoreMenu({ message, can, onHold }: MoreMenuProps) {
  const t = useTexts("thread.actions");
  const place = usePlace();
  const copy = useCopy();
  const link = () => {
    const url = new URL(`/app/accounts/${place.accountId}/conversations/${place.conversationId}`, window.location.href);
    url.searchParams.set("messageId", String(message.id));
    return url.href;
  };
  const entries: MenuEntry[] = [
    ...(can.copy
      ? [
          {
            label: t("copy"),
            icon: <Copy aria-hidden />,
            onSelect: () => void copy(plainText(message.content ?? ""), t("copied")),
          },
        ]
      : []),
    ...(can.link
      ? [{ label: t("copyLink"), icon: <Link2 aria-hidden />, onSelect: () => void copy(link(), t("linkCopied")) }]
      : []),
    ...(can.info ? [{ label: t("info"), icon: <Info aria-hidden />, onSelect: () => place.info(message) }] : []),
    ...(can.edit ? [{ label: t("edit"), icon: <Pencil aria-hidden />, onSelect: () => place.edit(message) }] : []),
    ...(can.remove
      ? [
          { kind: "separator" as const },
          { label: t("delete"), icon: <Trash2 aria-hidden />, danger: true, onSelect: () => place.remove(message) },
        ]
      : []),
  ];
  if (entries.length === 0) return null;
  return (
    <Menu
      align="end"
      entries={entries}
      onOpenChange={onHold}
      trigger={<IconButton size="small" label={t("more")} icon={<Ellipsis aria-hidden />} />}
    />
  );
}
