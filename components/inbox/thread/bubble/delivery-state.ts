import type { Message } from "#server/domain/messages/contract.ts";

/** Where a message of ours stands, as its tick says it. */
export type DeliveryState = "sending" | "sent" | "delivered" | "read" | "failed";

/** Null for what is not delivered: the customer's messages, notes, lines of activity. */
export function deliveryState(message: Message): DeliveryState | null {
  if (message.private || message.message_type === 0 || message.message_type === 2) return null;
  if (message.delivery === "failed" || message.status === "failed") return "failed";
  if (message.delivery === "pending" || message.delivery === "sending") return "sending";
  return message.status;
}
