"use client";

import { ApiError } from "#components/data/api-error.ts";
import { markConversationSeen } from "#components/data/conversation-changes.ts";
import { useInbox } from "#components/data/inboxes.ts";
import { useAccountCache } from "#components/data/use-account-cache.ts";
import type { Conversation } from "#server/domain/conversations/contract.ts";
import { hasQuietActivity } from "./quiet-activity.ts";
import { useSeen } from "./thread/stream/use-seen.ts";

/** Takes the dot away when somebody looks at a group whose messages are not kept. */
export function useQuietSeen(conversation: Conversation): void {
  const cache = useAccountCache();
  const isQuiet = hasQuietActivity(conversation, useInbox(conversation.inbox_id));
  const onSeen = () => {
    markConversationSeen(cache, conversation.id).catch((error: unknown) => {
      // The dot stays; the next look says it again.
      if (!(error instanceof ApiError)) throw error;
    });
  };
  useSeen({ newestId: conversation.last_activity_at_ms, unread: isQuiet ? 1 : 0, isAtEnd: true, onSeen });
}
