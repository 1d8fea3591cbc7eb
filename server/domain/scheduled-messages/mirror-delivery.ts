import { systemContext } from "../../platform/context.ts";
import type { Tx } from "../../platform/database/transaction.ts";
import type { Subscriber } from "../../platform/events/subscriber.ts";
import { lockConversation } from "../conversations/queries/get-conversation.ts";
import { writeActivities } from "../messages/write-activities.ts";
import type { ConversationResource } from "../realtime/load-resources.ts";
import { failedLine } from "./continue-series.ts";

/** The delivery of a message is also that of the scheduled one it came from (contract, scheduled-messages §5). */
export const mirrorDelivery: Subscriber = {
  name: "mirror_delivery_of_scheduled_messages",
  handles: ["message.updated"],
  async consume(events, tx) {
    const states = new Map<number, { id: number; status: string; failure: string | null }>();
    for (const event of events) {
      const message = (event.resource as ConversationResource | null)?.message;
      if (!message || message.additionalAttributes.scheduled_message_id === undefined) continue;
      const hasFailed = message.status === "failed";
      const reason = message.contentAttributes.external_error;
      const failure = hasFailed && typeof reason === "string" ? reason : null;
      states.set(message.id, { id: message.id, status: hasFailed ? "failed" : "sent", failure });
    }
    if (states.size > 0) await write(tx, [...states.values()]);
  },
};

interface Mirrored {
  id: number;
  conversationId: number;
  displayId: number;
  recurringId: number | null;
  timezone: string | null;
  locale: string;
  status: string;
}

async function write(tx: Tx, states: { id: number; status: string; failure: string | null }[]): Promise<void> {
  const rows = await tx.sql<Mirrored[]>`
    update scheduled_messages s set status = state.status, failure = state.failure, revision = s.revision + 1, updated_at = now()
    from jsonb_to_recordset(${JSON.stringify(states)}::text::jsonb) as state (id bigint, status text, failure text)
      join messages m on m.account_id = ${tx.accountId} and m.id = state.id
      join conversations c on c.account_id = m.account_id and c.id = m.conversation_id
      join accounts a on a.id = m.account_id
    where s.account_id = m.account_id and s.id = m.scheduled_message_id and s.status in ('sent', 'failed') and s.status <> state.status
    returning s.id, s.conversation_id as "conversationId", c.display_id as "displayId", s.recurring_id as "recurringId", s.timezone,
      a.locale, s.status`;
  for (const row of rows) {
    tx.emit("scheduled_message.updated", { scheduled_message_id: row.id, conversation_id: row.conversationId });
    if (row.status !== "failed") continue;
    tx.emit("scheduled_message.failed", { scheduled_message_id: row.id, conversation_id: row.conversationId });
    if (row.recurringId !== null) await tellOfFailure(tx, row);
  }
}

/** Of a series people also learn when the next one comes. */
async function tellOfFailure(tx: Tx, row: Mirrored): Promise<void> {
  const inAccount = { ...tx, ...systemContext(tx.accountId, "delivery"), locale: row.locale };
  await lockConversation(inAccount, row.displayId);
  const [next] = await tx.sql<{ scheduledAt: string }[]>`
    select scheduled_at as "scheduledAt" from scheduled_messages
    where account_id = ${tx.accountId} and recurring_id = ${row.recurringId} and status = 'pending'`;
  const at = next ? new Date(next.scheduledAt) : null;
  await writeActivities(inAccount, row.conversationId, [failedLine(inAccount, row.timezone, at)]);
}
