import type { AccountContext } from "../../platform/context.ts";
import type { Event } from "../../platform/events/event-types.ts";
import type { Conversation } from "../conversations/contract.ts";
import { allWithMessages } from "../conversations/queries/get-conversation.ts";
import { type ConversationRow, loadConversations } from "../conversations/queries/load-conversations.ts";
import type { EmbeddedMessage } from "../messages/contract.ts";
import { loadMessages, loadMessagesById, type MessageRow } from "../messages/queries/load-messages.ts";
import { serializeEmbeddedMessage } from "../messages/serialize.ts";

/** What subscribers get about a conversation or a message, as it is now. */
export interface ConversationResource {
  row: ConversationRow;
  conversation: Conversation;
  /** For events about a message. */
  message?: MessageRow;
  /** The newest that customers may see too; null when there is none. */
  newestPublic: EmbeddedMessage | null;
}

/**
 * Reads the conversations and messages that a batch of events speaks about: three statements, however many events, and a fourth
 * when notes are the newest words.
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
  const newest = await newestPublicMessages(ctx, rows, conversations);
  const byId = new Map(
    rows.map((row, position) => [
      row.id,
      { row, conversation: conversations[position] as Conversation, newestPublic: newest.get(row.id) ?? null },
    ]),
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

/** A conversation as it is now, for what is told without an event. */
export async function loadConversationResource(
  ctx: AccountContext,
  conversationId: number,
): Promise<ConversationResource | null> {
  const rows = await loadConversations(ctx, (sql) => ({ where: sql`c.id = ${conversationId}` }));
  const [row] = rows;
  if (!row) return null;
  const conversations = await allWithMessages(ctx, rows);
  const newest = await newestPublicMessages(ctx, rows, conversations);
  return { row, conversation: conversations[0] as Conversation, newestPublic: newest.get(row.id) ?? null };
}

async function newestPublicMessages(
  ctx: AccountContext,
  rows: ConversationRow[],
  conversations: Conversation[],
): Promise<Map<number, EmbeddedMessage>> {
  const newest = new Map<number, EmbeddedMessage>();
  const noted: number[] = [];
  for (const [position, row] of rows.entries()) {
    const last = conversations[position]?.last_non_activity_message;
    if (last?.private) noted.push(row.id);
    else if (last) newest.set(row.id, last);
  }
  if (noted.length === 0) return newest;
  const found = await loadMessages(ctx, (sql) => ({
    where: sql`m.id in (
      select (select p.id from messages p where p.account_id = ${ctx.accountId} and p.conversation_id = n.id and not p.private
        and p.message_type <> 2 order by p.created_at desc, p.id desc limit 1)
      from unnest(${noted}::bigint[]) as n (id))`,
  }));
  for (const row of found) newest.set(row.conversationId, serializeEmbeddedMessage(row));
  return newest;
}

function idsOf(data: object, key: string): number[] {
  const value = (data as Record<string, unknown>)[key];
  return typeof value === "number" ? [value] : [];
}
