"use client";

import { MessagesSquare } from "lucide-react";
import { type CSSProperties, type MouseEvent, useRef, useState } from "react";
import { useTexts } from "#components/i18n/use-texts.ts";
import { classNames } from "#components/ui/class-names.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { OnDemand } from "#components/ui/on-demand.tsx";
import type { Conversation } from "#server/domain/conversations/contract.ts";
import { formatAddress, parseAddress } from "./address.ts";
import { Composer } from "./composer/composer.tsx";
import { ConversationShortcuts } from "./conversation-shortcuts.tsx";
import type { ActDialog } from "./list/act-dialogs.tsx";
import { ConversationList, type ListHandle } from "./list/conversation-list.tsx";
import { ResizeHandle } from "./resize-handle.tsx";
import { Thread } from "./thread/thread.tsx";
import { useAddress } from "./use-address.ts";
import { usePanelOpen } from "./use-panel-open.ts";
import { useReadNotifications } from "./use-read-notifications.ts";
import { useShortcuts } from "./use-shortcuts.ts";
import { useStable } from "./use-stable.ts";

const actDialogs = async () => (await import("./list/act-dialogs.tsx")).ActDialogs;
const sidePanel = async () => (await import("./panels/side-panel.tsx")).SidePanel;
const shortcutSheet = async () => (await import("./shortcut-sheet.tsx")).ShortcutSheet;

/** The agent's screen: list, thread, details. Below 1024 px list and thread take turns. */
export function ConversationScreen({ initialListWidth }: { initialListWidth: number }) {
  const t = useTexts("inbox");
  const { address, go } = useAddress();
  const { conversationId, messageId } = address;
  const [width, setWidth] = useState(initialListWidth);
  const [asked, setAsked] = useState<{ dialog: ActDialog; conversation: Conversation } | null>(null);
  const [isSheetOpen, setIsSheetOpen] = useState(false);
  const [isPanelOpen, togglePanel] = usePanelOpen(conversationId);
  const list = useRef<ListHandle>(null);
  const openNext = useStable(() => list.current?.openBy(1));
  const ask = useStable((dialog: ActDialog, conversation: Conversation) => setAsked({ dialog, conversation }));
  const closeAsked = () => setAsked(null);
  const closeSheet = () => setIsSheetOpen(false);
  useReadNotifications(conversationId);
  useShortcuts({ sheet: () => setIsSheetOpen(true) });

  /** Links within this screen need no page from the server. */
  const follow = (event: MouseEvent<HTMLElement>) => {
    const link = (event.target as Element).closest("a");
    const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (!isPlain || event.defaultPrevented || !link || link.target || link.origin !== location.origin) return;
    const next = parseAddress(link.pathname, new URLSearchParams(link.search));
    if (next?.accountId !== address.accountId) return;
    event.preventDefault();
    go(next);
  };

  return (
    <div className="flex min-h-0 flex-1" onClickCapture={follow}>
      {conversationId === null ? null : <h1 className="sr-only lg:hidden">{t("title")}</h1>}
      <div
        style={{ "--list-width": `${width}px` } as CSSProperties}
        className={classNames(
          "min-h-0 w-full shrink-0 lg:w-(--list-width)",
          conversationId !== null && "max-lg:hidden",
        )}
      >
        <ConversationList ref={list} onDialog={ask} />
      </div>
      <ResizeHandle label={t("list.resize")} width={width} onWidth={setWidth} />
      <div className={classNames("relative flex min-h-0 min-w-0 flex-1", conversationId === null && "max-lg:hidden")}>
        {conversationId === null ? (
          <EmptyState icon={<MessagesSquare />} title={t("empty.choose")} className="my-auto">
            {t("empty.chooseBody")}
          </EmptyState>
        ) : (
          <>
            <ConversationShortcuts
              conversationId={conversationId}
              onDialog={ask}
              onNext={openNext}
              onTogglePanel={togglePanel}
            />
            <div data-conversation={conversationId} className="flex min-h-0 min-w-0 flex-1 flex-col">
              <Thread
                conversationId={conversationId}
                messageId={messageId}
                isPanelOpen={isPanelOpen}
                onTogglePanel={togglePanel}
                onNext={openNext}
                backHref={formatAddress({ ...address, conversationId: null, messageId: null })}
              />
              <Composer conversationId={conversationId} />
            </div>
            {isPanelOpen ? (
              <OnDemand
                load={sidePanel}
                onFail={togglePanel}
                with={{ conversationId, isOpen: true, onClose: togglePanel }}
                waiting={<div className="hidden w-80 shrink-0 border-s border-line bg-surface xl:block" />}
              />
            ) : null}
          </>
        )}
      </div>
      {asked ? <OnDemand load={actDialogs} onFail={closeAsked} with={{ ...asked, onClose: closeAsked }} /> : null}
      {isSheetOpen ? <OnDemand load={shortcutSheet} onFail={closeSheet} with={{ onClose: closeSheet }} /> : null}
    </div>
  );
}
