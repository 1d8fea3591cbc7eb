"use client";

import { X } from "lucide-react";
import { useEffect, useRef } from "react";
import { useConversation } from "#components/data/conversations.ts";
import { useTexts } from "#components/i18n/use-texts.ts";
import { IconButton } from "#components/ui/icon-button.tsx";
import { GroupPanel } from "../group/group-panel.tsx";
import { ContactPanel } from "./contact-panel.tsx";

interface SidePanelProps {
  /** Display id. */
  conversationId: number;
  isOpen: boolean;
  onClose: () => void;
}

/**
 * Who the open conversation is with. Beside the thread where there is room, over it on smaller screens (where `Esc` closes it), the
 * whole page on phones.
 */
export function SidePanel({ conversationId, isOpen, onClose }: SidePanelProps) {
  const { data: conversation } = useConversation(conversationId);
  const t = useTexts("panels");
  const panel = useRef<HTMLElement>(null);
  useOverlay(isOpen, panel, onClose);
  if (!isOpen || !conversation) return null;
  const isGroup = conversation.group_type === "group";
  const title = isGroup ? t("group") : t("contact");
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the panel has a button to close it */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: and so does Esc */}
      <div onClick={onClose} className="absolute inset-0 z-20 animate-appear bg-scrim xl:hidden" />
      <aside
        ref={panel}
        tabIndex={-1}
        aria-label={title}
        className="absolute inset-y-0 end-0 z-20 flex w-full animate-appear flex-col border-s border-line bg-surface shadow-float outline-none sm:w-80 xl:static xl:shrink-0 xl:shadow-none"
      >
        <header className="flex min-h-14 shrink-0 items-center justify-between border-b border-line ps-4 pe-2">
          <h2 className="font-semibold">{title}</h2>
          <IconButton label={t("close")} shortcut="]" icon={<X aria-hidden />} onClick={onClose} />
        </header>
        <div className="min-h-0 flex-1 overflow-y-auto">
          {isGroup ? (
            <GroupPanel key={conversation.meta.sender.id} conversation={conversation} />
          ) : (
            <ContactPanel key={conversation.meta.sender.id} conversation={conversation} />
          )}
        </div>
      </aside>
    </>
  );
}

/** Where it lies over the thread it takes the focus, gives it back, and closes with `Esc`. */
function useOverlay(isOpen: boolean, panel: { current: HTMLElement | null }, onClose: () => void) {
  const close = useRef(onClose);
  close.current = onClose;
  useEffect(() => {
    if (!isOpen || matchMedia("(min-width: 1280px)").matches) return;
    const before = document.activeElement;
    panel.current?.focus();
    const press = (event: KeyboardEvent) => {
      if (event.key === "Escape" && !event.defaultPrevented && panel.current?.contains(document.activeElement))
        close.current();
    };
    document.addEventListener("keydown", press);
    return () => {
      document.removeEventListener("keydown", press);
      if (before instanceof HTMLElement && panel.current === null) before.focus();
    };
  }, [isOpen, panel]);
}
