import type { Tx } from "../../platform/database/transaction.ts";
import type { Activity } from "../messages/activity-texts.ts";
import { writeActivities } from "../messages/write-activities.ts";
import { quietZone } from "./planned-values.ts";
import { getRecurring, type RecurringRow } from "./queries/load-recurring.ts";
import type { ScheduledRow } from "./queries/load-scheduled.ts";
import { afterQuietHours } from "./quiet-hours.ts";
import { nextOccurrence, type Series } from "./recurrence.ts";
import { type Author, insertScheduled } from "./write-scheduled.ts";

/** Zone of a series that names none (contract, scheduled-messages §8: the same clock time in UTC). */
const CONTRACT_ZONE = "UTC";

/** A series as far as its dates are concerned. @param startsAt  needed only for dates after the first */
export const datesOf = (row: Pick<RecurringRow, "recurrenceRule" | "timezone" | "startsAt">): Series => ({
  rule: row.recurrenceRule,
  startsAt: row.startsAt ?? new Date(),
  zone: row.timezone ?? CONTRACT_ZONE,
});

/**
 * What follows a message of a series (contract, scheduled-messages §8): the counter, and the next message or the end. The caller has
 * locked the conversation, and the message waits no longer.
 *
 * @param outcome  `skipped` counts as none
 */
export async function continueSeries(
  tx: Tx,
  child: Pick<ScheduledRow, "recurringId" | "conversationId" | "plannedAt" | "scheduledAt">,
  outcome: "sent" | "failed" | "skipped",
): Promise<void> {
  if (child.recurringId === null) return;
  const row = await getRecurring(tx, { id: child.recurringId, conversationId: child.conversationId });
  if (row.status !== "active") return;
  const sent = row.occurrencesSent + (outcome === "skipped" ? 0 : 1);
  const planned = child.plannedAt ?? child.scheduledAt ?? new Date();
  const next = nextOccurrence(datesOf(row), planned, { now: new Date(), sent });
  await tx.sql`
    update recurring_scheduled_messages set occurrences_sent = ${sent}, status = ${next ? "active" : "completed"},
      revision = revision + 1, updated_at = now()
    where account_id = ${tx.accountId} and id = ${row.id}`;
  if (next) await insertOccurrence(tx, row, next);
  tx.emit("recurring_scheduled_message.updated", {
    recurring_scheduled_message_id: row.id,
    conversation_id: row.conversationId,
  });
  await writeActivities(tx, row.conversationId, activitiesOf(tx, row, { outcome, sent, next }));
}

function activitiesOf(
  tx: Tx,
  row: RecurringRow,
  { outcome, sent, next }: { outcome: string; sent: number; next: Date | null },
): Activity[] {
  const lines: Activity[] = [];
  if (outcome === "failed") lines.push(failedLine(tx, row.timezone, next));
  if (!next) lines.push({ kind: "series_completed", count: String(sent) });
  return lines;
}

/** Says that a message of a series did not go out, and when the next one will. */
export function failedLine(tx: Tx, timezone: string | null, next: Date | null): Activity {
  if (!next) return { kind: "series_failed" };
  const format = { dateStyle: "medium", timeStyle: "short", timeZone: timezone ?? CONTRACT_ZONE } as const;
  return { kind: "series_failed_next", next: new Intl.DateTimeFormat(localeOf(tx), format).format(next) };
}

const localeOf = (tx: Tx): string => (tx.locale.toLowerCase().startsWith("pt") ? "pt-BR" : "en");

/** Makes the message of a series that waits next. */
export async function insertOccurrence(tx: Tx, row: RecurringRow, plannedAt: Date): Promise<void> {
  const { quietHours, timezone } = row;
  const scheduledAt = quietHours ? afterQuietHours(plannedAt, quietHours, await quietZone(tx, timezone)) : plannedAt;
  await insertScheduled(
    tx,
    { id: row.conversationId, inboxId: row.inboxId },
    { ...row, status: "pending", plannedAt, scheduledAt, author: authorOf(row), recurringId: row.id },
  );
}

function authorOf(row: RecurringRow): Author {
  if (row.authorUserId !== null) return { userId: row.authorUserId };
  if (row.automationRuleId === null) return null;
  return { ruleId: row.automationRuleId, ruleName: row.automationRuleName ?? "" };
}
