import type { Tx } from "../../platform/database/transaction.ts";
import type { LockedConversation } from "../conversations/queries/get-conversation.ts";
import { addMessage } from "../messages/create-message.ts";
import { continueSeries } from "./continue-series.ts";
import type { ScheduledRow } from "./queries/load-scheduled.ts";
import { json, type step } from "./write-scheduled.ts";

/**
 * Makes the message of a scheduled one, in the caller's transaction (contract, scheduled-messages §5): the message, the state of the
 * row, what follows in its series. All of it commits or nothing does, and a unique index allows one message for each row. It is sent
 * as its author, whom `tx.actor` must be.
 *
 * @param conversation  locked
 * @param trail  what the row's trail says about it, when somebody sends it before its time
 */
export async function sendScheduled(
  tx: Tx,
  {
    conversation,
    row,
    trail,
  }: { conversation: LockedConversation; row: ScheduledRow; trail?: ReturnType<typeof step> },
): Promise<void> {
  const message = await addMessage(tx, conversation, {
    message: {
      content: row.content,
      message_type: "outgoing",
      template_params: row.templateParams,
      ...(row.automationRuleId !== null && { content_attributes: { automation_rule_id: row.automationRuleId } }),
    },
    uploads: row.attachment ? [row.attachment] : [],
    scheduled: { id: row.id, attributes: provenance(row) },
  });
  await tx.sql`
    update scheduled_messages set status = 'sent', message_id = ${message.id}, due_at = null, cancelled_at = null, failure = null,
      history = ${json(trail ? [...row.history, trail].slice(-50) : row.history)}::text::jsonb,
      revision = revision + 1, updated_at = now()
    where account_id = ${tx.accountId} and id = ${row.id}`;
  tx.emit("scheduled_message.updated", { scheduled_message_id: row.id, conversation_id: conversation.id });
  await continueSeries(tx, row, "sent");
}

/** What the bubble tells: by whom it was scheduled, and when that was (contract, scheduled-messages §5). */
function provenance(row: ScheduledRow): Record<string, unknown> {
  return {
    scheduled_message_id: row.id,
    scheduled_by: scheduledBy(row),
    scheduled_at: Math.floor(row.updatedAt.getTime() / 1000),
  };
}

function scheduledBy(row: ScheduledRow): Record<string, unknown> | null {
  if (row.authorUserId !== null) {
    const name = row.author ? row.author.displayName || row.author.name : "";
    return { id: row.authorUserId, type: "User", name };
  }
  if (row.automationRuleId === null) return null;
  return { id: row.automationRuleId, type: "AutomationRule", name: row.automationRuleName ?? "" };
}
