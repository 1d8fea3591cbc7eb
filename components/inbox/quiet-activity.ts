import type { Conversation } from "#server/domain/conversations/contract.ts";
import type { Inbox } from "#server/domain/inboxes/contract.ts";

/** Is this a group of an inbox that keeps no messages of groups? Nobody can answer there, only see that something goes on. */
export function isSilentGroup(conversation: Pick<Conversation, "group_type">, inbox: Inbox | undefined): boolean {
  return conversation.group_type === "group" && inbox?.capabilities.groups === false;
}

/** Something was written there since somebody last looked, and there is no message to count (contract, groups §9). */
export function hasQuietActivity(conversation: Conversation, inbox: Inbox | undefined): boolean {
  const { unread_messages_count: unread, last_activity_at: active, agent_last_seen_at: seen } = conversation;
  return isSilentGroup(conversation, inbox) && unread === 0 && active > seen;
}
