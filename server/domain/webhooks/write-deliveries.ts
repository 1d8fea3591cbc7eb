import type { Tx } from "../../platform/database/transaction.ts";
import { openAfterBotFailure } from "../conversations/open-after-bot-failure.ts";
import { failMessage } from "../messages/fail-message.ts";
import { deliverWebhookJob } from "./jobs.ts";

/** One call to be made. */
export interface NewDelivery {
  /** Null for what is no event row. */
  event_id: number | null;
  target: string;
  event: string;
  message_id: number | null;
  conversation_id: number | null;
  url: string;
  payload: Record<string, unknown>;
}

/**
 * Writes one row for each call, and its job; the unique key (event, target, name) makes a repeat harmless. For a paused
 * receiver the row waits; a message that only its webhook delivers fails at once then, so that nobody believes it was sent, and a
 * customer who waits for a bot comes to people.
 */
export async function writeDeliveries(tx: Tx, deliveries: NewDelivery[], paused: Set<string>): Promise<void> {
  if (deliveries.length === 0) return;
  const rows = deliveries.map((delivery) => ({ ...delivery, state: paused.has(delivery.target) ? "held" : "pending" }));
  const written = await tx.sql<
    {
      id: number;
      state: string;
      target: string;
      event: string;
      messageId: number | null;
      conversationId: number | null;
    }[]
  >`
    insert into webhook_deliveries (account_id, event_id, target, event, message_id, conversation_id, url, payload, state)
    select ${tx.accountId}, r.*
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as r (event_id bigint, target text, event text, message_id bigint,
      conversation_id bigint, url text, payload jsonb, state text)
    on conflict do nothing
    returning id, state, target, event, message_id as "messageId", conversation_id as "conversationId"`;
  for (const { id, state, target, event, messageId, conversationId } of written) {
    if (state === "pending") tx.enqueue(deliverWebhookJob, { account_id: tx.accountId, delivery_id: id });
    else if (event === "message_created" && messageId !== null && target.startsWith("inbox:"))
      await failMessage(tx, messageId, "The webhook of this inbox is paused after too many failures");
    else if (event === "message_created" && conversationId !== null && target.startsWith("agent_bot:"))
      await openAfterBotFailure(tx, conversationId);
  }
}
