"use client";

import { defaultRangeExtractor, useVirtualizer } from "@tanstack/react-virtual";
import { ArrowDown } from "lucide-react";
import {
  type KeyboardEvent,
  type Ref,
  type RefObject,
  useCallback,
  useEffect,
  useImperativeHandle,
  useRef,
} from "react";
import type { OutboxItem } from "#components/data/outbox-item.ts";
import { useTexts } from "#components/i18n/use-texts.ts";
import { Button } from "#components/ui/button.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import type { Message } from "#server/domain/messages/contract.ts";
import { Bubble } from "../bubble/bubble.tsx";
import type { Row } from "./build-rows.ts";
import { StickyDate } from "./sticky-date.tsx";
import { Activities, DaySeparator, UnreadLine } from "./stream-rows.tsx";
import { useOpening } from "./use-opening.ts";
import { useRovingFocus } from "./use-roving-focus.ts";

/** Heights before a row was measured, in pixels. */
const ESTIMATES = { day: 44, unread: 36, activities: 36, bubble: 64 };
/** Rows kept ready on both sides of what is visible. */
const OVERSCAN = 6;
/** More messages are asked for when so few rows are left. */
const ROWS_BEFORE_LOADING = 12;
/** Pixels that still count as the end. */
const END_TOLERANCE = 64;

export interface StreamHandle {
  /** False when the message is not in the stream. */
  showMessage: (messageId: number) => boolean;
  showEnd: () => void;
}

interface MessageStreamProps {
  rows: readonly Row[];
  /** Messages on their way, by echo id. */
  outbox: ReadonlyMap<string, OutboxItem>;
  label: string;
  older: Loading;
  newer: Loading;
  /** Message to open at; null: at the unread line, else at the end. */
  openAt: number | null;
  flashedId: number | null;
  isAtEnd: boolean;
  onAtEnd: (isAtEnd: boolean) => void;
  /** Messages of the customer below what was on the screen. */
  newBelow: number;
  onJumpToEnd: () => void;
  onMessageKey: (event: KeyboardEvent, message: Message) => void;
  ref: Ref<StreamHandle>;
}

export interface Loading {
  hasMore: boolean;
  isLoading: boolean;
  load: () => void;
}

/** The messages of a thread, of which only those near the screen are in the page. */
export function MessageStream(props: MessageStreamProps) {
  const { rows, older, newer, onAtEnd } = props;
  const t = useTexts("thread.stream");
  const scroller = useRef<HTMLDivElement>(null);
  const focusIndex = useRef(-1);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => ESTIMATES[rows[index]?.kind ?? "bubble"],
    getItemKey: useCallback((index: number) => rows[index]?.key ?? index, [rows]),
    overscan: OVERSCAN,
    paddingStart: 12,
    paddingEnd: 12,
    anchorTo: "end",
    followOnAppend: true,
    scrollEndThreshold: END_TOLERANCE,
    // What has the focus stays in the page, or the keyboard would lose its place.
    rangeExtractor: (range) =>
      withIndex(
        defaultRangeExtractor(range),
        scroller.current?.contains(document.activeElement) ? focusIndex.current : -1,
      ),
  });
  const reveal = (index: number) => virtualizer.scrollToIndex(index, { align: "auto" });
  const focus = useRovingFocus({ rows, scroller, reveal, onMessageKey: props.onMessageKey });
  focusIndex.current = focus.currentIndex;
  const isSettled = useOpening(rows, props.openAt, (index, align) =>
    index === null ? virtualizer.scrollToEnd() : virtualizer.scrollToIndex(index, { align }),
  );

  const items = virtualizer.getVirtualItems();
  useLoading(older, isSettled && (items[0]?.index ?? 0) < ROWS_BEFORE_LOADING);
  useLoading(newer, isSettled && (items.at(-1)?.index ?? 0) > rows.length - ROWS_BEFORE_LOADING);

  const readEnd = useCallback(() => {
    const element = scroller.current;
    if (element) onAtEnd(element.scrollHeight - element.scrollTop - element.clientHeight <= END_TOLERANCE);
  }, [onAtEnd]);
  useStayAtEnd(scroller, props.isAtEnd);
  const height = virtualizer.getTotalSize();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the end moves when rows come or grow
  useEffect(readEnd, [readEnd, rows, height]);

  useImperativeHandle(props.ref, () => ({
    showMessage: (messageId) => {
      const index = rows.findIndex((row) => row.kind === "bubble" && row.message.id === messageId);
      if (index >= 0) virtualizer.scrollToIndex(index, { align: "center" });
      return index >= 0;
    },
    showEnd: () => virtualizer.scrollToEnd(),
  }));

  return (
    <div className="relative min-h-0 flex-1">
      <StickyDate rows={rows} firstVisible={virtualizer.range?.startIndex ?? 0} isScrolling={virtualizer.isScrolling} />
      {older.isLoading ? <LoadingMark text={t("loadingOlder")} /> : null}
      <div
        ref={scroller}
        role="log"
        aria-live="off"
        aria-label={props.label}
        aria-busy={older.isLoading || undefined}
        data-testid="thread"
        onScroll={readEnd}
        onKeyDown={focus.onKeyDown}
        className="h-full overflow-x-hidden overflow-y-auto overscroll-contain [overflow-anchor:none]"
      >
        <div className="flex min-h-full flex-col justify-end">
          <div className="relative w-full shrink-0" style={{ height }}>
            {items.map((item) => {
              const row = rows[item.index];
              if (!row) return null;
              return (
                <div
                  key={item.key}
                  ref={virtualizer.measureElement}
                  data-index={item.index}
                  data-row={row.key}
                  className="absolute inset-x-0 top-0"
                  style={{ transform: `translateY(${item.start}px)` }}
                >
                  <RowView
                    row={row}
                    outbox={props.outbox}
                    isCurrent={item.index === focus.currentIndex}
                    flashedId={props.flashedId}
                    onFocus={focus.onFocus}
                  />
                </div>
              );
            })}
          </div>
        </div>
      </div>
      {props.isAtEnd && !newer.hasMore ? null : (
        <Button
          size="small"
          onClick={props.onJumpToEnd}
          icon={<ArrowDown aria-hidden />}
          className="!absolute end-4 bottom-3 z-10 animate-appear shadow-float"
        >
          {props.newBelow > 0 ? t("newBelow", { count: props.newBelow }) : t("jumpToLatest")}
        </Button>
      )}
    </div>
  );
}

interface RowViewProps extends Pick<MessageStreamProps, "outbox" | "flashedId"> {
  row: Row;
  isCurrent: boolean;
  onFocus: (message: Message) => void;
}

function RowView({ row, outbox, isCurrent, flashedId, onFocus }: RowViewProps) {
  if (row.kind === "day") return <DaySeparator at={row.at} />;
  if (row.kind === "unread") return <UnreadLine count={row.count} />;
  if (row.kind === "activities") return <Activities messages={row.messages} />;
  const { message, startsRun, endsRun } = row;
  const item = message.id < 0 ? (outbox.get(message.echo_id ?? "") ?? null) : null;
  return (
    <Bubble
      message={message}
      item={item}
      startsRun={startsRun}
      endsRun={endsRun}
      isCurrent={isCurrent}
      isFlashed={flashedId === message.id}
      onFocus={onFocus}
    />
  );
}

function LoadingMark({ text }: { text: string }) {
  return (
    <p role="status" className="pointer-events-none absolute inset-x-0 top-2 z-10 flex justify-center">
      <span className="flex items-center gap-2 rounded-full bg-raised px-3 py-1 text-sm text-muted shadow-card">
        <Spinner /> {text}
      </span>
    </p>
  );
}

/** Asks for more while the screen is near an end of what is loaded. */
function useLoading({ hasMore, isLoading, load }: Loading, isNear: boolean) {
  useEffect(() => {
    if (hasMore && !isLoading && isNear) load();
  }, [hasMore, isLoading, isNear, load]);
}

/** A composer that grows or a notice that appears takes room from below, not from the newest message. */
function useStayAtEnd(scroller: RefObject<HTMLDivElement | null>, isAtEnd: boolean) {
  const held = useRef(isAtEnd);
  held.current = isAtEnd;
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const observer = new ResizeObserver(() => {
      if (held.current) element.scrollTop = element.scrollHeight;
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [scroller]);
}

function withIndex(indexes: number[], index: number): number[] {
  return index < 0 || indexes.includes(index) ? indexes : [...indexes, index].sort((a, b) => a - b);
}
