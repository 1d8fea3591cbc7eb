import type { Message } from "#server/domain/messages/contract.ts";

/** The last public answer that somebody else of us gave after a message; null when there is none. */
export function missedReply(messages: readonly Message[], afterId: number | null, me: number): Message | null {
  if (afterId === null) return null;
  const isOthers = (message: Message) =>
    message.id > afterId &&
    message.message_type === 1 &&
    !message.private &&
    message.content_attributes.is_reaction !== true &&
    !(message.sender?.type === "user" && message.sender.id === me);
  return messages.findLast(isOthers) ?? null;
}
