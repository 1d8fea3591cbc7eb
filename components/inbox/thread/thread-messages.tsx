"use client";

import { type KeyboardEvent, lazy, type RefObject, Suspense, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useTimeZone } from "use-intl/react";
import type { Conversation } from "#server/domain/conversations/contract.ts";
import type { Attachment, Message } from "#server/domain/messages/contract.ts";
import { ApiError } from "#components/data/api-error.ts";
import { markConversationSeen } from "#components/data/conversation-changes.ts";
import { useInbox } from "#components/data/inboxes.ts";
import { useThread } from "#components/data/messages.ts";
import { useAccountCache } from "#components/data/use-account-cache.ts";
import { useViewer } from "#components/data/viewer.tsx";
import { requestSentence } from "#components/i18n/error-sentences.ts";
import { useTexts } from "#components/i18n/use-texts.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { toast } from "#components/ui/toast.tsx";
import { messageAbilities } from "./bubble/bubble-actions.tsx";
import { messageAttributes } from "./bubble/message-attributes.ts";
import { useAuthor } from "./bubble/message-summary.ts";
import { buildRows, type Unread } from "./stream/build-rows.ts";
import { MessageStream, type StreamHandle } from "./stream/message-stream.tsx";
import { useAnnouncements } from "./stream/use-announcements.ts";
import { usePendingBubbles } from "./stream/use-pending-bubbles.ts";
import { useSeen } from "./stream/use-seen.ts";
import { ThreadContext, type ThreadPlace } from "./thread-context.ts";
import { ThreadSkeleton } from "./thread-states.tsx";
import { TypingLine } from "./typing-line.tsx";
import { useMessageJump } from "./use-message-jump.ts";
import { useThreadActs } from "./use-thread-acts.ts";

const Lightbox = lazy(async () => ({ default: (await import("./media/lightbox.tsx")).Lightbox }));
const EditDialog = lazy(async () => ({ default: (await import("./dialogs/edit-dialog.tsx")).EditDialog }));
const DeleteDialog = lazy(async () => ({ default: (await import("./dialogs/delete-dialog.tsx")).DeleteDialog }));

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
  const messages = useMemo(() => thread.messages.filter((message) => !messageAttributes(message).isReaction), [thread.messages]);
  const { bubbles, outbox } = usePendingBubbles(conversation, thread.messages);
  const unread = useUnreadAtOpening(conversation, messages, anchor !== null);
  const timeZone = useTimeZone() ?? "UTC";
  const hasOlder = thread.hasNextPage;
  const rows = useMemo(() => buildRows({ messages: [...messages, ...bubbles], timeZone, unread, hasOlder }), [messages, bubbles, timeZone, unread, hasOlder]);
  const jump = useMessageJump({ messageId, isLoaded: thread.isSuccess, stream }, setAnchor);
  useMissingMessage(anchor, thread.isSuccess && !messages.some((message) => message.id === anchor));
  const end = useEnd({ conversation, messages, hasNewer: thread.hasPreviousPage });
  const said = useAnnouncements(messages, thread.isSuccess);
  const { place, opened, close } = usePlace({ conversation, canReply, messages, jumpTo: jump.jumpTo });

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
      {thread.isPending ? <ThreadSkeleton /> : null}
      {thread.isError && messages.length === 0 ? <ThreadError error={thread.error} onRetry={() => void thread.refetch()} /> : null}
      {thread.isSuccess && rows.length === 0 ? <EmptyState title={t("empty")} className="my-auto" /> : null}
      {rows.length > 0 && !thread.isPending ? (
        <MessageStream
          key={anchor ?? "end"}
          ref={stream}
          rows={rows}
          outbox={outbox}
          label={t("label", { name: conversation.meta.sender.name })}
          older={{ hasMore: hasOlder, isLoading: thread.isFetchingNextPage, load: thread.fetchNextPage }}
          newer={{ hasMore: thread.hasPreviousPage, isLoading: thread.isFetchingPreviousPage, load: thread.fetchPreviousPage }}
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
      <Suspense>
        {opened?.what === "media" ? <OpenLightbox messages={messages} attachment={opened.attachment} onClose={close} /> : null}
        {opened?.what === "edit" ? <EditDialog message={opened.message} maxLength={place.capabilities?.maxTextLength ?? 10_000} onClose={close} /> : null}
        {opened?.what === "delete" ? <DeleteDialog message={opened.message} contactName={place.contactName} onClose={close} /> : null}
      </Suspense>
    </ThreadContext>
  );
}

/** Taken once, when the messages are there; null while nothing is unread. */
function useUnreadAtOpening(conversation: Conversation, messages: readonly Message[], isAnchored: boolean): Unread | null {
  const taken = useRef<Unread | null | undefined>(undefined);
  const newest = messages.at(-1);
  if (taken.current === undefined && newest) {
    const count = isAnchored ? 0 : conversation.unread_messages_count;
    taken.current = count > 0 ? { count, upToId: newest.id } : null;
  }
  return taken.current ?? null;
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

interface End {
  conversation: Conversation;
  messages: readonly Message[];
  hasNewer: boolean;
}

/** Whether the end is on the screen, what came since it was, and telling the server that it was seen. */
function useEnd({ conversation, messages, hasNewer }: End) {
  const cache = useAccountCache();
  const [isAtEnd, setIsAtEnd] = useState(false);
  const newestId = messages.at(-1)?.id ?? 0;
  const seenUpTo = useRef(0);
  if (isAtEnd || seenUpTo.current === 0) seenUpTo.current = newestId;
  const newBelow = messages.filter((message) => message.id > seenUpTo.current && message.message_type === 0).length;
  const onSeen = () =>
    void markConversationSeen(cache, conversation.id).catch((error: unknown) => {
      // Nothing is lost: the next look says it again.
      if (!(error instanceof ApiError)) throw error;
    });
  useSeen({ newestId, unread: conversation.unread_messages_count, isAtEnd: isAtEnd && !hasNewer, onSeen });
  return { isAtEnd, setIsAtEnd, newBelow };
}

type Opened = { what: "media"; attachment: Attachment } | { what: "edit" | "delete"; message: Message };

interface PlaceInput {
  conversation: Conversation;
  canReply: boolean;
  messages: readonly Message[];
  jumpTo: (id: number) => void;
}

/** What bubbles know of their thread; the same object while messages come and go. */
function usePlace({ conversation, canReply, messages, jumpTo }: PlaceInput) {
  const { accountId, me } = useAccountCache();
  const { membership } = useViewer();
  const capabilities = useInbox(conversation.inbox_id)?.capabilities ?? null;
  const acts = useThreadActs(conversation.id);
  const [opened, setOpened] = useState<Opened | null>(null);
  const held = useRef(messages);
  held.current = messages;
  const { id, group_type: groupType } = conversation;
  const contactName = conversation.meta.sender.name;
  const { quote, mention, react, retry, takeBack } = acts;
  const place = useMemo<ThreadPlace>(
    () => ({
      accountId,
      conversationId: id,
      me,
      isAdministrator: membership.role === "administrator",
      isGroup: groupType === "group",
      contactName,
      capabilities,
      canReply,
      findMessage: (wanted) =>
        held.current.find((message) => message.id === wanted.id || (wanted.externalId !== null && message.source_id === wanted.externalId)) ?? null,
      jumpTo,
      quote,
      mention,
      react,
      retry,
      takeBack,
      edit: (message) => setOpened({ what: "edit", message }),
      remove: (message) => setOpened({ what: "delete", message }),
      openMedia: (attachment) => setOpened({ what: "media", attachment }),
    }),
    [accountId, id, me, membership.role, groupType, contactName, capabilities, canReply, jumpTo, quote, mention, react, retry, takeBack],
  );
  return { place, opened, close: useCallback(() => setOpened(null), []) };
}

function OpenLightbox({ messages, attachment, onClose }: { messages: readonly Message[]; attachment: Attachment; onClose: () => void }) {
  const authorOf = useAuthor();
  const items = messages.flatMap((message) =>
    (message.attachments ?? [])
      .filter(({ file_type, state }) => (file_type === "image" || file_type === "video") && state === "ready" && message.content_type !== "sticker")
      .map((found) => ({ attachment: found, author: authorOf(message) })),
  );
  const isListed = items.some((item) => item.attachment.id === attachment.id);
  return <Lightbox items={isListed ? items : [...items, { attachment, author: "" }]} openAt={attachment} onClose={onClose} />;
}

function ThreadError({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const sentences = useTexts("errorSentences");
  return <ErrorState reason={requestSentence(sentences, error)} requestId={error instanceof ApiError ? error.requestId : null} onRetry={onRetry} className="my-auto" />;
}
