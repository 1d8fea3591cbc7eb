import { toUnix } from "../../platform/contract/fields.ts";
import { fileLink, signFileLink } from "../../platform/storage/file-link.ts";
import { serializeAgent } from "../accounts/serialize.ts";
import type { RecurringScheduledMessage } from "./contract/recurring.ts";
import type { ScheduledMessage } from "./contract.ts";
import { describeRecurrence } from "./describe-recurrence.ts";
import type { PlannedRow } from "./queries/load-planned.ts";
import type { RecurringRow } from "./queries/load-recurring.ts";
import type { ScheduledRow } from "./queries/load-scheduled.ts";

/** A scheduled message for REST and our screens (contract, scheduled-messages §1). */
export function serializeScheduled(row: ScheduledRow): ScheduledMessage {
  return {
    ...planned(row),
    ...(row.attachment && { attachment: { ...attachment(row, row.attachment), scheduled_message_id: row.id } }),
    status: row.status,
    scheduled_at: unixOrNull(row.scheduledAt),
    message_id: row.messageId,
    ...(row.recurringId !== null && { recurring_scheduled_message_id: row.recurringId }),
    ...(row.recurrenceRule && { recurrence_rule: row.recurrenceRule }),
    planned_at: unixOrNull(row.plannedAt),
    is_held: row.status === "pending" && row.dueAt === null,
    cancelled_at: unixOrNull(row.cancelledAt),
    failure: row.failure,
  };
}

/** A series (contract, scheduled-messages §8). */
export function serializeRecurring(row: RecurringRow): RecurringScheduledMessage {
  const pending = row.children.find((child) => child.status === "pending");
  return {
    ...planned(row),
    ...(row.attachment && {
      attachment: { ...attachment(row, row.attachment), recurring_scheduled_message_id: row.id },
    }),
    status: row.status,
    recurrence_rule: row.recurrenceRule,
    recurrence_description: describeRecurrence(row.recurrenceRule),
    occurrences_sent: row.occurrencesSent,
    ...(pending && { pending_scheduled_message: { id: pending.id, scheduled_at: pending.scheduledAt ?? 0 } }),
    scheduled_messages: row.children.map(({ id, status, scheduledAt, messageId }) => ({
      id,
      status,
      scheduled_at: scheduledAt,
      message_id: messageId,
    })),
    starts_at: unixOrNull(row.startsAt),
  };
}

function planned(row: PlannedRow) {
  return {
    id: row.id,
    content: row.content,
    inbox_id: row.inboxId,
    conversation_id: row.displayId,
    account_id: row.accountId,
    template_params: row.templateParams,
    ...authorOf(row),
    created_at: toUnix(row.createdAt),
    updated_at: toUnix(row.updatedAt),
    timezone: row.timezone,
    quiet_hours: row.quietHours,
    cancel_on_reply: row.cancelOnReply,
    revision: row.revision,
  };
}

function authorOf(row: PlannedRow): Pick<ScheduledMessage, "author_id" | "author_type" | "author"> {
  if (row.authorUserId !== null) {
    return {
      author_id: row.authorUserId,
      author_type: "User",
      ...(row.author && { author: serializeAgent(row.author) }),
    };
  }
  if (row.automationRuleId === null) return { author_id: null, author_type: null };
  const rule = { id: row.automationRuleId, type: "AutomationRule" as const, name: row.automationRuleName ?? "" };
  return { author_id: row.automationRuleId, author_type: "AutomationRule", author: rule };
}

function attachment(row: PlannedRow, file: NonNullable<PlannedRow["attachment"]>) {
  const meta = { fileName: file.file_name, contentType: file.content_type };
  return {
    id: row.id,
    file_type: file.content_type,
    account_id: row.accountId,
    file_url: fileLink(file.storage_key, meta),
    blob_id: signFileLink(file.storage_key, meta),
    filename: file.file_name,
    file_size: file.file_size,
  };
}

const unixOrNull = (value: Date | null): number | null => (value ? toUnix(value) : null);
