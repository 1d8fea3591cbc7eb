import type { Message } from "#server/domain/messages/contract.ts";

/** What decides the colour of an author, here and on their avatar: contacts by their id, as everywhere. */
export function personIdentity({ sender }: Message): string | number {
  if (!sender) return "us";
  return sender.type === "contact" ? sender.id : `${sender.type}-${sender.id}`;
}
