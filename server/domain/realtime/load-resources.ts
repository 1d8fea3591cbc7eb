import type { AccountContext } from "../../platform/context.ts";
import type { Event } from "../../platform/events/event-types.ts";
import type { Conversation } from "../conversations/contract.ts";
import { allWithMessages } from "../conversations/queries/get-conversation.ts";
import { type ConversationRow, loadConversations } from "../conversations/queries/load-conversations.ts";
import { loadMessagesById, type MessageRow } from "../messages/queries/load-messages.ts";

/** What subscribers get about a conversation or a message, as it is now. */
export interface ConversationResource {
  row: ConversationRow;
  conversation: Conversation;
  /** For events about a message. */
  message?: MessageRow;
}

/**
 * Reads the conversations and messages that a batch of events speaks about: three statements, however many events.
 *
 * @returns resource by event id; missing when the conversation or the message is gone
 */
export async function loadConversationResources(
  ctx: AccountContext,
  events: Event[],
): Promise<Map<number, ConversationResource>> {
  const conversationIds = [...new Set(events.flatMap((event) => idsOf(event.data, "conversation_id")))];
  const messageIds = [...new Set(events.flatMap((event) => idsOf(event.data, "message_id")))];
  const rows = await loadConversations(ctx, (sql) => ({ where: sql`c.id = any(${conversationIds}::bigint[])` }));
  const conversations = await allWithMessages(ctx, rows);
  const messages = await loadMessagesById(ctx, messageIds);
  const byId = new Map(
    rows.map((row, position) => [row.id, { row, conversation: conversations[position] as Conversation }]),
  );
  const resources = new Map<number, ConversationResource>();
  for (const event of events) {
    const resource = byId.get(idsOf(event.data, "conversation_id")[0] ?? 0);
    const [messageId] = idsOf(event.data, "message_id");
    const message = messageId === undefined ? undefined : messages.get(messageId);
    if (resource && (messageId === undefined || message))
      resources.set(event.id, { ...resource, ...(message && { message }) });
  }
  return resources;
}

function idsOf(data: object, key: string): number[] {
  const value = (data as Record<string, unknown>)[key];
  return typeof value === "number" ? [value] : [];
}
