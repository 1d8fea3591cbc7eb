"use client";

import { useQuery } from "@tanstack/react-query";
import { useThread } from "#components/data/messages.ts";
import { useAccountId } from "#components/data/viewer.tsx";
import type { Conversation } from "#server/domain/conversations/contract.ts";
import { QuoteStrip } from "../thread/bubble/quote-strip.tsx";
import { quotedMessageQuery } from "../thread/bubble/quoted-message-query.ts";

interface QuotedDraftProps {
  conversation: Conversation;
  id: number;
  onRemove: () => void;
}

/** What the reply will answer. */
export function QuotedDraft({ conversation, id, onRemove }: QuotedDraftProps) {
  const accountId = useAccountId();
  const here = useThread(conversation.id).messages.find((message) => message.id === id);
  const fetched = useQuery({
    ...quotedMessageQuery({ accountId, conversationId: conversation.id }, id),
    enabled: !here,
  });
  const message = here ?? fetched.data;
  return message ? <QuoteStrip message={message} onRemove={onRemove} className="px-3 pt-2" /> : null;
}
