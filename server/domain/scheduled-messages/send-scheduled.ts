import type { Tx } from "../../platform/database/transaction.ts";
import type { LockedConversation } from "../conversations/queries/get-conversation.ts";
import { addPlannedMessages, type PlannedMessage } from "../messages/add-planned-messages.ts";
import { continueSeries } from "./continue-series.ts";
import type { ScheduledRow } from "./queries/load-scheduled.ts";
import { json, type step } from "./write-scheduled.ts";

/** A scheduled message that goes out now. */
export interface Outgoing {
  /** Locked. */
  conversation: LockedConversation;
  row: ScheduledRow;
  /** What the row's trail says about it, when somebody sends it before its time. */
  trail?: ReturnType<typeof step>;
}

/**
 * Makes the messages of scheduled ones, in the caller's transaction (contract, scheduled-messages §5): the messages, the state of the
 * rows, what follows in their series. All of it commits or nothing does, and a unique index allows one message for each row. They are
 * sent as their author, whom `tx.actor` must be.
 *
 * @throws refused when a rule is against one of them
 */
export async function sendScheduled(tx: Tx, outgoing: Outgoing[]): Promise<void> {
  const messages = await addPlannedMessages(tx, outgoing.map(planned));
  await tx.sql`
    update scheduled_messages s set status = 'sent', message_id = done.message_id, due_at = null, cancelled_at = null, failure = null,
      history = done.history, revision = s.revision + 1, updated_at = now()
    from jsonb_to_recordset(${json(outgoing.map(({ row, trail }) => sentRow(row, messages.get(row.id), trail)))}::text::jsonb)
      as done (id bigint, message_id bigint, history jsonb)
    where s.account_id = ${tx.accountId} and s.id = done.id`;
  for (const { row, conversation } of outgoing)
    tx.emit("scheduled_message.updated", { scheduled_message_id: row.id, conversation_id: conversation.id });
  for (const { row } of outgoing) await continueSeries(tx, row, "sent");
}

function planned({ conversation, row }: Outgoing): PlannedMessage {
  return {
    scheduledId: row.id,
    conversation,
    message: {
      content: row.content,
      message_type: "outgoing",
      template_params: row.templateParams,
      ...(row.automationRuleId !== null && { content_attributes: { automation_rule_id: row.automationRuleId } }),
    },
    uploads: row.attachment ? [row.attachment] : [],
    attributes: provenance(row),
  };
}

function sentRow({ id, history }: ScheduledRow, messageId: number | undefined, trail: Outgoing["trail"]) {
  return { id, message_id: messageId, history: trail ? [...history, trail].slice(-50) : history };
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
