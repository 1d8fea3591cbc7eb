"use client";

import { useInbox } from "#components/data/inboxes.ts";
import { useNow } from "#components/ui/use-now.ts";
import type { Conversation } from "#server/domain/conversations/contract.ts";
import { useGroup } from "../panels/group-members.ts";
import { type ReplyState, replyState } from "./reply-state.ts";

/** Whether customers may be written to, kept current while time goes by. */
export function useReplyState(conversation: Conversation): ReplyState {
  const inbox = useInbox(conversation.inbox_id);
  const group = useGroup(conversation.group_type === "group" ? conversation.meta.sender.id : null);
  const now = useNow();
  return replyState({ conversation, inbox, isGroupAdmin: group?.isOwnAdmin ?? null, now });
}
