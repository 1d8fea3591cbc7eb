import type { AccountContext } from "../../platform/context.ts";
import { type Tx, transaction } from "../../platform/database/transaction.ts";
import { lockConversation } from "../conversations/queries/get-conversation.ts";
import type { Activity } from "../messages/activity-texts.ts";
import { writeActivities } from "../messages/write-activities.ts";
import type { RecurringScheduledMessage } from "./contract/recurring.ts";
import { getRecurring, type RecurringRow } from "./queries/load-recurring.ts";
import { removePending } from "./remove-pending.ts";
import { serializeRecurring } from "./serialize.ts";
import { json, step } from "./write-scheduled.ts";

/**
 * Stops a series (contract, scheduled-messages §8): what waits goes, what was sent stays. Stopping again changes nothing.
 *
 * @throws not_found, forbidden
 */
export async function stopRecurringScheduledMessage(
  ctx: AccountContext,
  input: { conversation_id: number; id: number },
): Promise<RecurringScheduledMessage> {
  return transaction(ctx, async (tx) => {
    const conversation = await lockConversation(tx, input.conversation_id);
    const at = { id: input.id, conversationId: conversation.id };
    const row = await getRecurring(tx, at);
    const by = ctx.actor.kind === "user" ? ctx.actor.name : "";
    if (row.status === "active" || row.status === "draft") {
      await stopSeries(tx, row, {
        action: "stopped",
        line: row.status === "active" ? { kind: "series_stopped", by } : null,
      });
    }
    return serializeRecurring(await getRecurring(tx, at));
  });
}

/** Ends a series in a conversation that the caller has locked. */
export async function stopSeries(
  tx: Tx,
  row: RecurringRow,
  { action, line }: { action: "stopped" | "cancelled_by_reply"; line: Activity | null },
): Promise<void> {
  await removePending(tx, row);
  await tx.sql`
    update recurring_scheduled_messages set status = 'cancelled', revision = revision + 1, updated_at = now(),
      history = ${json([...row.history, step(tx, action)].slice(-50))}::text::jsonb
    where account_id = ${tx.accountId} and id = ${row.id}`;
  const ids = { recurring_scheduled_message_id: row.id, conversation_id: row.conversationId };
  tx.emit("recurring_scheduled_message.updated", ids);
  if (line) await writeActivities(tx, row.conversationId, [line]);
}
