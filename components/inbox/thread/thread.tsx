"use client";

import { useConversation } from "#components/data/conversations.ts";
import { useTexts } from "#components/i18n/use-texts.ts";
import { useViewing } from "#components/realtime/use-viewers.ts";
import type { Conversation } from "#server/domain/conversations/contract.ts";
import { useReplyState } from "../composer/use-reply-state.ts";
import { useGroupSync } from "../panels/use-group-sync.ts";
import { useQuietSeen } from "../use-quiet-seen.ts";
import { ThreadHeader } from "./header/thread-header.tsx";
import { ThreadMessages } from "./thread-messages.tsx";
import { NoConversation, ThreadBanner, ThreadSkeleton } from "./thread-states.tsx";

interface ThreadProps {
  /** Display id. */
  conversationId: number;
  /** Message to open at (`?messageId=`); null for the unread line, else the end. */
  messageId: number | null;
  isPanelOpen: boolean;
  onTogglePanel: () => void;
  /** Goes on to the next conversation of the list; missing when there is no list. */
  onNext?: () => void;
  /** Where the arrow of narrow screens leads. */
  backHref?: string;
}

/** A conversation without its composer: header, notices, messages. */
export function Thread({ conversationId, ...props }: ThreadProps) {
  const { data: conversation, error, isPending, refetch } = useConversation(conversationId);
  useViewing(conversation ? conversationId : null);
  if (conversation) return <OpenThread key={conversationId} conversation={conversation} {...props} />;
  if (isPending) return <ThreadSkeleton />;
  return <NoConversation error={error} onRetry={() => void refetch()} backHref={props.backHref} />;
}

type OpenThreadProps = Omit<ThreadProps, "conversationId"> & { conversation: Conversation };

function OpenThread({ conversation, messageId, ...header }: OpenThreadProps) {
  const t = useTexts("thread");
  const state = useReplyState(conversation);
  useGroupSync(conversation);
  useQuietSeen(conversation);
  const { name } = conversation.meta.sender;
  return (
    <section aria-label={t("region", { name })} className="flex min-h-0 min-w-0 flex-1 flex-col">
      <ThreadHeader conversation={conversation} {...header} />
      <ThreadBanner conversation={conversation} state={state} />
      <ThreadMessages conversation={conversation} canReply={state === "open"} messageId={messageId} />
    </section>
  );
}
