import type { Subscriber } from "../../platform/events/subscriber.ts";

/** A conversation was opened again: what became due meanwhile goes out now (contract, scheduled-messages §5). */
export const releaseHeld: Subscriber = {
  name: "release_held_scheduled_messages",
  handles: ["conversation.status_changed"],
  async consume(events, tx) {
    const opened = events
      .filter((event) => event.type === "conversation.status_changed")
      .filter((event) => ["open", "pending"].includes(String(event.data.changed.status?.[1])))
      .map((event) => event.data.conversation_id);
    if (opened.length === 0) return;
    const rows = await tx.sql<{ id: number; conversationId: number }[]>`
      update scheduled_messages set due_at = scheduled_at, revision = revision + 1
      where account_id = ${tx.accountId} and conversation_id = any(${opened}::bigint[]) and status = 'pending' and due_at is null
      returning id, conversation_id as "conversationId"`;
    for (const row of rows) {
      tx.emit("scheduled_message.updated", { scheduled_message_id: row.id, conversation_id: row.conversationId });
    }
  },
};
