"use client";

import { useThread } from "#components/data/messages.ts";
import { useAccountCache } from "#components/data/use-account-cache.ts";
import type { Conversation } from "#server/domain/conversations/contract.ts";
import { draftStart, moveDraftStart } from "./draft-start.ts";
import { missedReply } from "./missed-reply.ts";

/** What somebody else answered since this reply was begun. @param isIdle  nothing is being written to the customer */
export function useCollision(conversation: Conversation, isIdle: boolean) {
  const { accountId, me } = useAccountCache();
  const { messages, isSuccess } = useThread(conversation.id);
  const newestId = isSuccess ? (messages.at(-1)?.id ?? 0) : null;
  const key = `${accountId}.${conversation.id}`;
  return {
    reply: missedReply(messages, draftStart(key, isIdle, newestId), me),
    markRead: () => moveDraftStart(key, newestId ?? 0),
  };
}
