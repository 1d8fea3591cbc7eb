import type { Tx } from "../../platform/database/transaction.ts";
import { deleteFiles } from "../contacts/delete-files.ts";
import type { LockedConversation } from "../conversations/queries/get-conversation.ts";
import type { StoredUpload } from "../messages/store-uploads.ts";
import type { PlannedValues } from "./planned-values.ts";
import type { Step } from "./queries/load-planned.ts";

/** Who schedules: a person, or a rule. */
export type Author = { userId: number } | { ruleId: number; ruleName: string } | null;

export interface NewScheduled extends PlannedValues {
  status: "draft" | "pending";
  /** After quiet hours; `plannedAt` before them. */
  scheduledAt: Date | null;
  plannedAt: Date | null;
  author: Author;
  recurringId: number | null;
}

/** Writes a scheduled message into a conversation that the caller has locked, and announces it. @returns its id */
export async function insertScheduled(
  tx: Tx,
  conversation: Pick<LockedConversation, "id" | "inboxId">,
  values: NewScheduled,
): Promise<number> {
  const { author } = values;
  const isPending = values.status === "pending";
  const [row] = await tx.sql<{ id: number }[]>`
    insert into scheduled_messages (account_id, conversation_id, inbox_id, recurring_id, status, content, template_params, attachment,
      timezone, quiet_hours, cancel_on_reply, scheduled_at, planned_at, due_at, armed_at, author_user_id, automation_rule_id,
      automation_rule_name, history)
    values (${tx.accountId}, ${conversation.id}, ${conversation.inboxId}, ${values.recurringId}, ${values.status}, ${values.content},
      ${json(values.templateParams)}::text::jsonb, ${json(values.attachment)}::text::jsonb, ${values.timezone},
      ${json(values.quietHours)}::text::jsonb, ${values.cancelOnReply}, ${iso(values.scheduledAt)}, ${iso(values.plannedAt)},
      ${isPending ? iso(values.scheduledAt) : null}, case when ${isPending} then clock_timestamp() end,
      ${author && "userId" in author ? author.userId : null}, ${author && "ruleId" in author ? author.ruleId : null},
      ${author && "ruleId" in author ? author.ruleName : null},
      ${json([step(tx, isPending ? "scheduled" : "drafted")])}::text::jsonb)
    returning id`;
  if (!row) throw new Error("The insert of a scheduled message returned no row");
  tx.emit("scheduled_message.created", { scheduled_message_id: row.id, conversation_id: conversation.id });
  return row.id;
}

/** An entry of the trail: the caller did this now. */
export const step = (tx: Tx, action: Step["action"]): Step => ({
  action,
  at: Math.floor(Date.now() / 1000),
  by: tx.actor.kind === "user" ? { id: tx.actor.userId, name: tx.actor.name } : null,
});

/** The file of a message that will not be sent goes; those of a series stay, its other messages have the same. */
export function deleteAttachment(tx: Tx, of: { attachment: StoredUpload | null; recurringId: number | null }): void {
  if (!of.attachment || of.recurringId !== null) return;
  deleteFiles(tx, [of.attachment.storage_key, of.attachment.thumbnail_key]);
}

export const json = (value: unknown): string | null =>
  value === null || value === undefined ? null : JSON.stringify(value);
export const iso = (value: Date | null): string | null => value?.toISOString() ?? null;
