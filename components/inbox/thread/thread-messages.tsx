"use client";

import { type KeyboardEvent, type RefObject, useEffect, useMemo, useRef, useState } from "react";
import { useTimeZone } from "use-intl/react";
import { ApiError } from "#components/data/api-error.ts";
import { useThread } from "#components/data/messages.ts";
import { requestSentence } from "#components/i18n/error-sentences.ts";
import { useTexts } from "#components/i18n/use-texts.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { Conversation } from "#server/domain/conversations/contract.ts";
import type { Message } from "#server/domain/messages/contract.ts";
import { messageAbilities } from "./bubble/bubble-actions.tsx";
import { messageAttributes } from "./bubble/message-attributes.ts";
import { buildRows, firstUnreadIndex, type Unread } from "./stream/build-rows.ts";
import { MessageStream, type StreamHandle } from "./stream/message-stream.tsx";
import { useAnnouncements } from "./stream/use-announcements.ts";
import { useEnd } from "./stream/use-end.ts";
import { usePendingBubbles } from "./stream/use-pending-bubbles.ts";
import { ThreadContext } from "./thread-context.ts";
import { ThreadLayers } from "./thread-layers.tsx";
import { ThreadSkeleton } from "./thread-states.tsx";
import { TypingLine } from "./typing-line.tsx";
import { useMessageJump } from "./use-message-jump.ts";
import { useThreadPlace } from "./use-thread-place.ts";

interface ThreadMessagesProps {
  conversation: Conversation;
  canReply: boolean;
  /** Message to open at; null for the unread line, else the end. */
  messageId: number | null;
}

/** The messages of a conversation, their acts and what opens from them. */
export function ThreadMessages({ conversation, canReply, messageId }: ThreadMessagesProps) {
  const t = useTexts("thread.stream");
  const stream = useRef<StreamHandle>(null);
  const [anchor, setAnchor] = useState(messageId);
  const thread = useThread(conversation.id, anchor);
  const messages = useMemo(
    () => thread.messages.filter((message) => !messageAttributes(message).isReaction),
    [thread.messages],
  );
  const { bubbles, outbox } = usePendingBubbles(conversation, thread.messages);
  const unread = useUnreadAtOpening(conversation, messages, anchor !== null);
  const isSeeking = useSeekUnread(thread, { messages, unread });
  const timeZone = useTimeZone() ?? "UTC";
  const hasOlder = thread.hasNextPage;
  const rows = useMemo(
    () => buildRows({ messages: [...messages, ...bubbles], timeZone, unread, hasOlder }),
    [messages, bubbles, timeZone, unread, hasOlder],
  );
  const jump = useMessageJump({ messageId, isLoaded: thread.isSuccess, stream }, setAnchor);
  useMissingMessage(anchor, thread.isSuccess && !messages.some((message) => message.id === anchor));
  const end = useEnd({ conversation, messages, hasNewer: thread.hasPreviousPage });
  const said = useAnnouncements(messages, thread.isSuccess);
  const { place, opened, close } = useThreadPlace({ conversation, canReply, messages, jumpTo: jump.jumpTo });

  const onMessageKey = (event: KeyboardEvent, message: Message) => {
    if (event.key.toLowerCase() === "q" && messageAbilities(message, place).quote) {
      event.preventDefault();
      place.quote(message);
    }
  };
  useShowOwn(bubbles.at(-1)?.echo_id, stream);
  const jumpToEnd = () => (thread.hasPreviousPage ? setAnchor(null) : stream.current?.showEnd());

  return (
    <ThreadContext value={place}>
      <p aria-live="polite" className="sr-only">
        {said}
      </p>
      {thread.isPending || isSeeking ? <ThreadSkeleton /> : null}
      {thread.isError && messages.length === 0 ? (
        <ThreadError error={thread.error} onRetry={() => void thread.refetch()} />
      ) : null}
      {thread.isSuccess && rows.length === 0 ? <EmptyState title={t("empty")} className="my-auto" /> : null}
      {rows.length > 0 && !thread.isPending && !isSeeking ? (
        <MessageStream
          key={anchor ?? "end"}
          ref={stream}
          rows={rows}
          outbox={outbox}
          label={t("label", { name: conversation.meta.sender.name })}
          older={{ hasMore: hasOlder, isLoading: thread.isFetchingNextPage, load: thread.fetchNextPage }}
          newer={{
            hasMore: thread.hasPreviousPage,
            isLoading: thread.isFetchingPreviousPage,
            load: thread.fetchPreviousPage,
          }}
          openAt={anchor}
          flashedId={jump.flashedId}
          isAtEnd={end.isAtEnd}
          onAtEnd={end.setIsAtEnd}
          newBelow={end.newBelow}
          onJumpToEnd={jumpToEnd}
          onMessageKey={onMessageKey}
        />
      ) : null}
      <TypingLine conversationId={conversation.id} contactName={conversation.meta.sender.name} />
      <ThreadLayers opened={opened} messages={messages} place={place} onClose={close} />
    </ThreadContext>
  );
}

/** Taken once, when the messages are there; null while nothing is unread. */
function useUnreadAtOpening(
  conversation: Conversation,
  messages: readonly Message[],
  isAnchored: boolean,
): Unread | null {
  const taken = useRef<Unread | null | undefined>(undefined);
  const newest = messages.at(-1);
  if (taken.current === undefined && newest) {
    const count = isAnchored ? 0 : conversation.unread_messages_count;
    taken.current = count > 0 ? { count, upToId: newest.id } : null;
  }
  return taken.current ?? null;
}

/** So many messages are loaded to find the first unread one; further up it shows when one gets there. */
const SOUGHT = 100;

/** Loads older messages until the unread line has its place, before the thread is shown. True while it does. */
function useSeekUnread(
  thread: ReturnType<typeof useThread>,
  { messages, unread }: { messages: readonly Message[]; unread: Unread | null },
): boolean {
  const isOpened = useRef(false);
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = thread;
  const isMissing = unread !== null && firstUnreadIndex({ messages, unread, hasOlder: hasNextPage }) < 0;
  const isSeeking = !isOpened.current && isMissing && hasNextPage && !isFetchNextPageError && messages.length < SOUGHT;
  if (messages.length > 0 && !isSeeking) isOpened.current = true;
  useEffect(() => {
    if (isSeeking && !isFetchingNextPage) void fetchNextPage();
  }, [isSeeking, isFetchingNextPage, fetchNextPage]);
  return isSeeking;
}

/** Who sends wants to see it stand there. */
function useShowOwn(newest: string | undefined, stream: RefObject<StreamHandle | null>) {
  const shown = useRef(newest);
  useEffect(() => {
    if (newest !== undefined && newest !== shown.current) stream.current?.showEnd();
    shown.current = newest;
  }, [newest, stream]);
}

function useMissingMessage(anchor: number | null, isMissing: boolean) {
  const t = useTexts("thread.stream");
  useEffect(() => {
    if (anchor !== null && isMissing) void toast(t("notFound"));
  }, [anchor, isMissing, t]);
}

function ThreadError({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const sentences = useTexts("errorSentences");
  return (
    <ErrorState
      reason={requestSentence(sentences, error)}
      requestId={error instanceof ApiError ? error.requestId : null}
      onRetry={onRetry}
      className="my-auto"
    />
  );
}
