"use client";

import { useEffect, useMemo } from "react";
import type { OutboxItem } from "#components/data/outbox-item.ts";
import { useOutbox, usePendingMessages } from "#components/data/outbox-provider.tsx";
import { useViewer } from "#components/data/viewer.tsx";
import { requestSentence } from "#components/i18n/error-sentences.ts";
import { useTexts } from "#components/i18n/use-texts.ts";
import { toast } from "#components/ui/toast.tsx";
import type { Conversation } from "#server/domain/conversations/contract.ts";
import type { Message, UserCard } from "#server/domain/messages/contract.ts";
import { outboxMessage } from "./outbox-message.ts";

const none: ReadonlyMap<string, OutboxItem> = new Map();

/** What is on its way, as bubbles below the thread; reactions on their way have none, and say so when they fail. */
export function usePendingBubbles(conversation: Conversation, messages: readonly Message[]) {
  const pending = usePendingMessages(conversation.id, messages);
  const { profile } = useViewer();
  useFailedReactions(pending);
  const newest = messages.at(-1)?.created_at_ms ?? 0;
  return useMemo(() => {
    const items = pending.filter((item) => item.contentAttributes.is_reaction !== true);
    if (items.length === 0) return { bubbles: [] as Message[], outbox: none };
    const sender: UserCard = {
      id: profile.id,
      name: profile.name,
      available_name: profile.available_name,
      avatar_url: profile.avatar_url,
      type: "user",
      availability_status: "online",
      thumbnail: profile.avatar_url,
    };
    const bubbles = items.map((item) =>
      outboxMessage(item, { inboxId: conversation.inbox_id, sender, notBefore: newest }),
    );
    return { bubbles, outbox: new Map(items.map((item) => [item.echoId, item])) };
  }, [pending, newest, profile, conversation.inbox_id]);
}

function useFailedReactions(pending: readonly OutboxItem[]) {
  const outbox = useOutbox();
  const sentences = useTexts("errorSentences");
  useEffect(() => {
    for (const item of pending) {
      if (item.state !== "failed" || item.contentAttributes.is_reaction !== true) continue;
      outbox?.discard(item.echoId);
      void toast(requestSentence(sentences, item.failure), { tone: "danger" });
    }
  }, [pending, outbox, sentences]);
}
