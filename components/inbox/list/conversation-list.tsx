"use client";

import { type MouseEvent, type Ref, useCallback, useImperativeHandle, useRef, useState } from "react";
import { ApiError } from "#components/data/api-error.ts";
import { type ConversationFilter, scopeOf } from "#components/data/conversation-filter.ts";
import { useConversationCounts, useConversationList } from "#components/data/conversations.ts";
import { requestSentence } from "#components/i18n/error-sentences.ts";
import { useTexts } from "#components/i18n/use-texts.ts";
import { ContextMenu } from "#components/ui/context-menu.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { OnDemand } from "#components/ui/on-demand.tsx";
import { Tabs } from "#components/ui/tabs.tsx";
import type { Conversation } from "#server/domain/conversations/contract.ts";
import { formatAddress, withoutConditions } from "../address.ts";
import { useActsOn } from "../thread/header/use-conversation-acts.ts";
import { useAddress } from "../use-address.ts";
import { useShortcuts } from "../use-shortcuts.ts";
import { useStable } from "../use-stable.ts";
import type { ActDialog } from "./act-dialogs.tsx";
import type { QuickAct } from "./conversation-item.tsx";
import { ConversationRows, type RowsHandle } from "./conversation-rows.tsx";
import { focusThread } from "./focus-thread.ts";
import { useItemEntries } from "./item-entries.tsx";
import { ListHeader, tabs } from "./list-header.tsx";
import { EmptyList, ListSkeleton } from "./list-states.tsx";
import type { Start } from "./start-dialog.tsx";
import { useArrangedRows } from "./use-arranged-rows.ts";
import { useHeldOrder } from "./use-held-order.ts";
import { useMatchingCounts } from "./use-matching-counts.ts";

const startDialog = async () => (await import("./start-dialog.tsx")).StartDialog;

export interface ListHandle {
  /** Opens the conversation `step` rows further down; stays at the ends. */
  openBy: (step: number) => void;
}

interface ConversationListProps {
  ref?: Ref<ListHandle>;
  onDialog: (dialog: ActDialog, conversation: Conversation) => void;
}

/** The left pane: which conversations there are, live, and the ways through them. */
export function ConversationList({ ref, onDialog }: ConversationListProps) {
  const t = useTexts("inbox");
  const { address, go } = useAddress();
  const { filter, conversationId } = address;
  const list = useConversationList(filter);
  const counts = useConversationCounts(filter);
  useMatchingCounts(filter, list, counts);
  const pane = useRef<HTMLDivElement>(null);
  const body = useRef<RowsHandle>(null);
  const { isHeld, release } = useHeldOrder(pane);
  const listName = JSON.stringify([scopeOf(filter), filter.assignee, filter.sort]);
  const { rows, newAbove } = useArrangedRows({ rows: list.rows, isHeld, selectedId: conversationId, listName });
  const [start, setStart] = useState<Start | null>(null);
  const [pointedAt, setPointedAt] = useState<Conversation | null>(null);
  const actsOn = useActsOn();

  const hrefOf = useCallback(
    (conversation: Conversation) => formatAddress({ ...address, messageId: null, conversationId: conversation.id }),
    [address],
  );
  const entriesOf = useItemEntries({ hrefOf, onDialog });
  const narrow = (change: Partial<ConversationFilter>) => go({ filter: { ...filter, ...change } });
  const open = useCallback(
    (conversation: Conversation, byKeyboard: boolean) => {
      go({ conversationId: conversation.id });
      if (byKeyboard) focusThread(conversation.id);
    },
    [go],
  );
  const openBy = (step: number) => {
    const at = rows.findIndex((row) => row.conversation.id === conversationId);
    const next = at < 0 ? 0 : Math.min(Math.max(at + step, 0), rows.length - 1);
    const row = rows[next];
    if (!row || next === at) return;
    body.current?.reveal(next);
    go({ conversationId: row.conversation.id });
  };
  const act = useStable((name: QuickAct, conversation: Conversation) => {
    const acts = actsOn(conversation);
    if (name === "snooze") onDialog("snooze", conversation);
    else if (name === "claim") void acts.assign(acts.me);
    else void acts.setStatus(conversation.status === "resolved" ? "open" : "resolved");
  });
  useImperativeHandle(ref, () => ({ openBy }));
  useShortcuts({
    nextConversation: () => openBy(1),
    previousConversation: () => openBy(-1),
    nextTab: () => narrow({ assignee: tabs[(tabs.indexOf(filter.assignee) + 1) % tabs.length] ?? "all" }),
    newConversation: () => setStart("conversation"),
    newGroup: () => setStart("group"),
  });
  /** The menu is for rows; elsewhere the browser's own opens. */
  const point = (event: MouseEvent) => {
    const id = (event.target as Element).closest("[data-id]")?.getAttribute("data-id");
    const row = rows.find(({ conversation }) => String(conversation.id) === id);
    if (row) setPointedAt(row.conversation);
    else event.stopPropagation();
  };

  return (
    <section
      aria-label={t("region")}
      id="conversation-list"
      tabIndex={-1}
      className="flex h-full min-h-0 flex-col bg-surface outline-none"
    >
      <ListHeader
        address={address}
        counts={counts}
        onFilter={narrow}
        onClearConditions={() => go(withoutConditions(address))}
        onStart={() => setStart("conversation")}
      />
      <Tabs
        label={t("tabs.label")}
        className="px-2"
        tabs={tabsOf(t, counts)}
        value={filter.assignee}
        onChange={(assignee) => narrow({ assignee })}
      >
        <ContextMenu entries={pointedAt ? entriesOf(pointedAt) : []}>
          <div ref={pane} onContextMenuCapture={point} className="flex min-h-0 flex-1 flex-col">
            {list.data && rows.length > 0 ? (
              <ConversationRows
                ref={body}
                key={listName}
                rows={rows}
                selectedId={conversationId}
                newAbove={newAbove}
                onShowNew={() => {
                  release();
                  body.current?.scrollToTop();
                }}
                hrefOf={hrefOf}
                onOpen={open}
                onAct={act}
                showsInbox={filter.inboxId === undefined}
                isStale={list.isRefetchError}
                more={{
                  hasMore: list.hasNextPage,
                  isLoading: list.isFetchingNextPage,
                  hasFailed: list.isFetchNextPageError,
                  load: list.fetchNextPage,
                }}
              />
            ) : list.data ? (
              <EmptyList
                address={address}
                counts={counts}
                onClearConditions={() => go(withoutConditions(address))}
                onShowUnassigned={() => narrow({ assignee: "unassigned" })}
              />
            ) : list.error ? (
              <ListError error={list.error} isRetrying={list.isFetching} onRetry={() => void list.refetch()} />
            ) : (
              <ListSkeleton />
            )}
          </div>
        </ContextMenu>
      </Tabs>
      {start ? (
        <OnDemand
          load={startDialog}
          onFail={() => setStart(null)}
          with={{
            start,
            onClose: () => setStart(null),
            onStarted: (conversation: Conversation) => go({ conversationId: conversation.id }),
          }}
        />
      ) : null}
    </section>
  );
}

function tabsOf(t: ReturnType<typeof useTexts<"inbox">>, counts: ReturnType<typeof useConversationCounts>) {
  const countOf = { me: counts?.mine_count, unassigned: counts?.unassigned_count, all: counts?.all_count };
  return tabs.map((value) => ({ value, label: t(`tabs.${value}`), count: countOf[value] }));
}

function ListError({ error, isRetrying, onRetry }: { error: Error; isRetrying: boolean; onRetry: () => void }) {
  const sentences = useTexts("errorSentences");
  const requestId = error instanceof ApiError ? error.requestId : null;
  return (
    <ErrorState
      reason={requestSentence(sentences, error)}
      requestId={requestId}
      onRetry={onRetry}
      retrying={isRetrying}
    />
  );
}
