import type { Conversation } from "#server/domain/conversations/contract.ts";
import type { Inbox } from "#server/domain/inboxes/contract.ts";
import { isSilentGroup } from "../quiet-activity.ts";

/** Whether customers may be written to now, and if not, why. */
export type ReplyState = "open" | "groups_off" | "group_left" | "announcement" | "window_closed";

interface ReplyFacts {
  conversation: Conversation;
  inbox: Inbox | undefined;
  /** Our own number is an admin of the group; null while unknown. */
  isGroupAdmin: boolean | null;
  /** Milliseconds since 1970. */
  now: number;
}

/** The first reason that holds. What the server refuses beyond that, it says in its answer. */
export function replyState({ conversation, inbox, isGroupAdmin, now }: ReplyFacts): ReplyState {
  const contact = conversation.meta.sender;
  if (conversation.group_type === "group") {
    if (contact.additional_attributes.group_left === true) return "group_left";
    if (isSilentGroup(conversation, inbox)) return "groups_off";
    if (contact.additional_attributes.announce === true && isGroupAdmin === false) return "announcement";
  }
  return windowEndsIn(conversation, inbox, now) === 0 ? "window_closed" : "open";
}

/** Milliseconds in which free text is still accepted, 0 when it is over; null when the channel has no such limit. */
export function windowEndsIn(conversation: Conversation, inbox: Inbox | undefined, now: number): number | null {
  if (inbox?.capabilities.replyWindowHours == null) return null;
  const endsAt = conversation.reply_window_ends_at;
  return endsAt === null ? 0 : Math.max(0, Date.parse(endsAt) - now);
}
