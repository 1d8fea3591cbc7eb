import type { AccountContext } from "../../platform/context.ts";
import type { Input } from "../../platform/contract/operation.ts";
import { type Tx, transaction } from "../../platform/database/transaction.ts";
import { lockConversation } from "../conversations/queries/get-conversation.ts";
import { withUploads } from "../messages/with-uploads.ts";
import { datesOf, insertOccurrence } from "./continue-series.ts";
import type * as contract from "./contract/recurring.ts";
import type { RecurringScheduledMessage } from "./contract/recurring.ts";
import { timeProblems } from "./create-scheduled-message.ts";
import { type PlannedValues, type Problem, plannedValues, readTime, refuseProblems } from "./planned-values.ts";
import { getRecurring, type RecurringRow } from "./queries/load-recurring.ts";
import { firstMatch, isPastEnd, matchesRule, nextOccurrence } from "./recurrence.ts";
import { ruleProblems } from "./recurring-values.ts";
import { removePending } from "./remove-pending.ts";
import { serializeRecurring } from "./serialize.ts";
import { storeAttachment } from "./store-attachment.ts";
import { iso, json, step } from "./write-scheduled.ts";

/**
 * Changes a series from its next message on (contract, scheduled-messages §8): what waits goes, and a new one is made, at the given
 * time when the rule names that day, else at the next one that it names.
 *
 * @throws invalid, not_found, forbidden
 */
export async function updateRecurringScheduledMessage(
  ctx: AccountContext,
  input: Input<typeof contract.updateRecurringScheduledMessage>,
): Promise<RecurringScheduledMessage> {
  const upload = await storeAttachment(ctx, input.attachment);
  return withUploads(upload ? [upload] : [], () =>
    transaction(ctx, async (tx) => {
      const conversation = await lockConversation(tx, input.conversation_id);
      const at = { id: input.id, conversationId: conversation.id };
      const before = await getRecurring(tx, at);
      const problems: Problem[] = [];
      const status = changedStatus(input.status, before, problems);
      const rule = input.recurrence_rule ?? before.recurrenceRule;
      problems.push(...ruleProblems(rule));
      const given = readTime(input.scheduled_at, problems);
      const start = given === undefined ? before.startsAt : given;
      const isNewStart = given !== undefined || before.status === "draft";
      if (status === "active" && isNewStart && problems.length === 0) problems.push(...timeProblems(start));
      const values = await plannedValues(tx, conversation.id, { change: { ...input, upload }, before, problems });
      refuseProblems(problems);
      const zone = datesOf({ recurrenceRule: rule, timezone: values.timezone, startsAt: start }).zone;
      const startsAt = start && status === "active" && isNewStart ? onRule({ rule, startsAt: start, zone }) : start;
      const next = nextOf({ rule, startsAt: startsAt ?? new Date(), zone }, { before, isNewStart, startsAt });
      await write(tx, before, { ...values, status, startsAt, rule, isOver: status === "active" && !next });
      await removePending(tx, before);
      if (status === "active" && next) await insertOccurrence(tx, await getRecurring(tx, at), next);
      return serializeRecurring(await getRecurring(tx, at));
    }),
  );
}

function changedStatus(given: string | null | undefined, before: RecurringRow, problems: Problem[]) {
  if (before.status !== "draft" && before.status !== "active") {
    const sentence = "Recurring scheduled message can only be modified while draft or active";
    refuseProblems([{ field: "base", sentence }]);
  }
  const status = given || before.status;
  if (status === "active" || status === "draft") return status;
  problems.push({ field: "status", sentence: "Status must be draft or active" });
  return "draft" as const;
}

const DAY_MS = 86_400_000;

type Dates = Parameters<typeof firstMatch>[0];

const onRule = (series: Dates): Date =>
  matchesRule(series, series.startsAt) ? series.startsAt : firstMatch(series, series.startsAt);

/** Without a new start the series goes on after its last message, by the rule as it is now. */
function nextOf(
  series: Dates,
  { before, isNewStart, startsAt }: { before: RecurringRow; isNewStart: boolean; startsAt: Date | null },
): Date | null {
  if (isNewStart) return startsAt;
  const now = new Date();
  const pending = before.children.find((child) => child.status === "pending");
  const planned = pending?.plannedAt ? new Date(pending.plannedAt * 1000) : now;
  if (planned > now && matchesRule(series, planned) && !isPastEnd(series, planned, before.occurrencesSent))
    return planned;
  // A listed day of the week may still be today.
  const after = series.rule.frequency === "weekly" ? new Date(now.getTime() - DAY_MS) : now;
  return nextOccurrence(series, after, { now, sent: before.occurrencesSent });
}

interface Change extends PlannedValues {
  status: "draft" | "active";
  startsAt: Date | null;
  rule: RecurringRow["recurrenceRule"];
  isOver: boolean;
}

async function write(tx: Tx, before: RecurringRow, change: Change): Promise<void> {
  await tx.sql`
    update recurring_scheduled_messages set status = ${change.isOver ? "completed" : change.status}, content = ${change.content},
      template_params = ${json(change.templateParams)}::text::jsonb, attachment = ${json(change.attachment)}::text::jsonb,
      recurrence_rule = ${json(change.rule)}::text::jsonb, starts_at = ${iso(change.startsAt)}, timezone = ${change.timezone},
      quiet_hours = ${json(change.quietHours)}::text::jsonb, cancel_on_reply = ${change.cancelOnReply},
      history = ${json([...before.history, step(tx, "changed")].slice(-50))}::text::jsonb,
      revision = revision + 1, updated_at = now()
    where account_id = ${tx.accountId} and id = ${before.id}`;
  tx.emit("recurring_scheduled_message.updated", {
    recurring_scheduled_message_id: before.id,
    conversation_id: before.conversationId,
  });
}
