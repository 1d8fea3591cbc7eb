"use client";

import { useRef, useState } from "react";
import { ApiError } from "#components/data/api-error.ts";
import { markConversationSeen } from "#components/data/conversation-changes.ts";
import { useAccountCache } from "#components/data/use-account-cache.ts";
import type { Conversation } from "#server/domain/conversations/contract.ts";
import type { Message } from "#server/domain/messages/contract.ts";
import { useSeen } from "./use-seen.ts";

interface End {
  conversation: Conversation;
  messages: readonly Message[];
  hasNewer: boolean;
}

/** Whether the end is on the screen, what came since it was, and telling the server that it was seen. */
export function useEnd({ conversation, messages, hasNewer }: End) {
  const cache = useAccountCache();
  const [isAtEnd, setIsAtEnd] = useState(false);
  const newestId = messages.at(-1)?.id ?? 0;
  const seenUpTo = useRef(0);
  if (isAtEnd || seenUpTo.current === 0) seenUpTo.current = newestId;
  const newBelow = messages.filter((message) => message.id > seenUpTo.current && message.message_type === 0).length;
  const onSeen = () => {
    markConversationSeen(cache, conversation.id).catch((error: unknown) => {
      // Nothing is lost: the next look says it again.
      if (!(error instanceof ApiError)) throw error;
    });
  };
  useSeen({ newestId, unread: conversation.unread_messages_count, isAtEnd: isAtEnd && !hasNewer, onSeen });
  return { isAtEnd, setIsAtEnd, newBelow };
}
