"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import {
  type KeyboardEvent,
  type MouseEvent,
  type Ref,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
} from "react";
import { useInboxes } from "#components/data/inboxes.ts";
import { useTexts } from "#components/i18n/use-texts.ts";
import { classNames } from "#components/ui/class-names.ts";
import type { Conversation } from "#server/domain/conversations/contract.ts";
import type { ListRow } from "./arrange-rows.ts";
import { ConversationItem, type QuickAct } from "./conversation-item.tsx";
import { ListFoot } from "./list-foot.tsx";
import { useRowHeight } from "./use-row-height.ts";
import { useSteadyScroll } from "./use-steady-scroll.ts";

/** Rows before the end at which the next page is asked for. */
const PREFETCH_ROWS = 5;
const OVERSCAN = 6;

export interface RowsHandle {
  scrollToTop: () => void;
  /** Brings a row into sight; the focus goes there if it is in the list. */
  reveal: (index: number) => void;
}

interface ConversationRowsProps {
  ref?: Ref<RowsHandle>;
  rows: readonly ListRow[];
  selectedId: number | null;
  /** Rows beyond are held back because the order is: see `newAbove`. */
  newAbove: number;
  onShowNew: () => void;
  hrefOf: (conversation: Conversation) => string;
  /** `byKeyboard`: the focus goes on into the thread. */
  onOpen: (conversation: Conversation, byKeyboard: boolean) => void;
  onAct: (act: QuickAct, conversation: Conversation) => void;
  showsInbox: boolean;
  isStale: boolean;
  more: { hasMore: boolean; isLoading: boolean; hasFailed: boolean; load: () => void };
}

/** The rows of the list, of which only those near the window are in the page. */
export function ConversationRows(props: ConversationRowsProps) {
  const { ref, rows, selectedId, newAbove, onShowNew, hrefOf, onOpen, onAct, showsInbox, isStale, more } = props;
  const t = useTexts("inbox");
  const { data: inboxes } = useInboxes();
  const scroller = useRef<HTMLDivElement>(null);
  const rowHeight = useRowHeight();
  // The page may have been scrolled before it came to life; the virtualizer begins at its top.
  const scrolledTo = useRef(0);
  useLayoutEffect(() => {
    scrolledTo.current = scroller.current?.scrollTop ?? 0;
  }, []);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: OVERSCAN,
    getItemKey: (index) => rows[index]?.conversation.id ?? index,
    initialRect: { width: 360, height: 800 },
  });
  useLayoutEffect(() => {
    if (scrolledTo.current > 0) scroller.current?.scrollTo({ top: scrolledTo.current });
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the height is all that makes sizes wrong
  useEffect(() => virtual.measure(), [rowHeight]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the list appears
  useEffect(() => {
    const at = rows.findIndex((row) => row.conversation.id === selectedId);
    if (at > 0) virtual.scrollToIndex(at, { align: "auto" });
  }, []);
  useSteadyScroll({ scroller, rows, rowHeight, selectedId });
  useImperativeHandle(ref, () => ({
    scrollToTop: () => scroller.current?.scrollTo({ top: 0 }),
    reveal: (index) => {
      virtual.scrollToIndex(index, { align: "auto" });
      if (scroller.current?.contains(document.activeElement)) focusRow(index);
    },
  }));

  const isReady = useRef(false);
  useEffect(() => {
    isReady.current = true;
  }, []);

  const focusRow = (index: number) => {
    const id = rows[index]?.conversation.id;
    requestAnimationFrame(() => scroller.current?.querySelector<HTMLElement>(`[data-id="${id}"] a`)?.focus());
  };

  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? -1;
  const isNearEnd = last >= rows.length - PREFETCH_ROWS;
  const { hasMore, isLoading, hasFailed, load } = more;
  useEffect(() => {
    if (isNearEnd && hasMore && !isLoading && !hasFailed) load();
  }, [isNearEnd, hasMore, isLoading, hasFailed, load]);

  const entry = rows.some((row) => row.conversation.id === selectedId) ? selectedId : rows[0]?.conversation.id;
  const click = (event: MouseEvent<HTMLElement>) => {
    const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    const row = isPlain && (event.target as Element).closest("a") ? rowOf(event.target, rows) : undefined;
    // Before its effects have run the router does not hear of a new address and takes it back: then the link is followed.
    if (!row || !isReady.current) return;
    event.preventDefault();
    onOpen(row.conversation, event.detail === 0);
  };
  const press = (event: KeyboardEvent<HTMLElement>) => {
    const row = rowOf(event.target, rows);
    const next = row && nextIndex(event.key, rows.indexOf(row), rows.length);
    if (next === undefined) return;
    event.preventDefault();
    virtual.scrollToIndex(next, { align: "auto" });
    focusRow(next);
  };

  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      {newAbove > 0 ? (
        <button
          type="button"
          onClick={onShowNew}
          className="absolute inset-x-0 top-2 z-10 mx-auto w-fit animate-rise rounded-full bg-accent px-3 py-1 text-sm font-medium text-on-accent shadow-float hover:bg-accent-strong"
        >
          {t("list.newAbove", { count: newAbove })}
        </button>
      ) : null}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: hears what its links do */}
      <div
        ref={scroller}
        data-testid="conv-list"
        onClick={click}
        onKeyDown={press}
        className={classNames("min-h-0 flex-1 overflow-y-auto overscroll-contain", isStale && "opacity-60")}
      >
        {/* biome-ignore lint/a11y/noRedundantRoles: Safari forgets that lists without markers are lists */}
        <ul role="list" aria-label={t("region")} className="relative" style={{ height: virtual.getTotalSize() }}>
          {items.map((item) => {
            const row = rows[item.index];
            if (!row) return null;
            const { conversation, isGone } = row;
            return (
              <li
                key={item.key}
                aria-setsize={hasMore ? -1 : rows.length}
                aria-posinset={item.index + 1}
                className="absolute inset-x-0 top-0 transition-transform duration-150 ease-calm in-data-still:transition-none"
                style={{ height: item.size, transform: `translateY(${item.start}px)` }}
              >
                <ConversationItem
                  conversation={conversation}
                  href={hrefOf(conversation)}
                  isSelected={conversation.id === selectedId}
                  isGone={isGone}
                  isEntry={conversation.id === entry}
                  inbox={inboxes?.find((inbox) => inbox.id === conversation.inbox_id)}
                  showsInbox={showsInbox && (inboxes?.length ?? 0) > 1}
                  onAct={onAct}
                />
              </li>
            );
          })}
        </ul>
        <ListFoot hasMore={hasMore} hasFailed={hasFailed} onRetry={load} />
      </div>
    </div>
  );
}

function rowOf(target: EventTarget, rows: readonly ListRow[]): ListRow | undefined {
  const id = target instanceof Element ? target.closest("[data-id]")?.getAttribute("data-id") : null;
  return rows.find((row) => String(row.conversation.id) === id);
}

function nextIndex(key: string, at: number, count: number): number | undefined {
  const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: count - 1 }[key];
  return next !== undefined && next >= 0 && next < count ? next : undefined;
}
