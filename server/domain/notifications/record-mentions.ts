import type { Tx } from "../../platform/database/transaction.ts";
import type { LoadedEvent } from "../../platform/events/subscriber.ts";
import { insertParticipants } from "../conversations/insert-participants.ts";
import { findNoteMentions } from "../messages/find-note-mentions.ts";
import type { MessageRow } from "../messages/queries/load-messages.ts";
import type { ConversationResource } from "../realtime/load-resources.ts";

/** Somebody who was mentioned in a note and can open its conversation. */
export interface ReachedMention {
  eventId: number;
  userId: number;
  message: MessageRow;
  resource: ConversationResource;
}

/**
 * Writes down who was mentioned in new notes: the list of mentions shows the conversation, and they follow it from now on (contract,
 * messages §9). Whoever mentions themselves follows too, but is told nothing.
 */
export async function recordMentions(tx: Tx, events: LoadedEvent[]): Promise<ReachedMention[]> {
  const reached: ReachedMention[] = [];
  for (const event of events) {
    if (event.type !== "message.created") continue;
    const resource = event.resource as ConversationResource | null;
    const message = resource?.message;
    if (!resource || !message?.private) continue;
    const people = await findNoteMentions(tx, resource.row, message.content);
    for (const person of people) {
      if (person.isReached) reached.push({ eventId: event.id, userId: person.id, message, resource });
    }
  }
  if (reached.length === 0) return [];
  await insertMentions(tx, reached);
  await insertParticipants(
    tx,
    reached.map(({ userId, resource }) => ({ conversationId: resource.row.id, userId })),
  );
  return reached.filter(({ userId, message }) => !(message.senderType === "User" && message.senderId === userId));
}

async function insertMentions(tx: Tx, reached: ReachedMention[]): Promise<void> {
  const rows = reached.map(({ userId, message }) => ({
    user_id: userId,
    message_id: message.id,
    conversation_id: message.conversationId,
  }));
  const inserted = await tx.sql<{ userId: number; messageId: number; conversationId: number }[]>`
    insert into mentions (account_id, message_id, conversation_id, user_id)
    select ${tx.accountId}, message_id, conversation_id, user_id
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb)
      as r (message_id bigint, conversation_id bigint, user_id bigint)
    on conflict do nothing
    returning user_id as "userId", message_id as "messageId", conversation_id as "conversationId"`;
  for (const { userId, messageId, conversationId } of inserted) {
    tx.emit("conversation.mentioned", { conversation_id: conversationId, message_id: messageId, user_id: userId });
  }
}
