import type { AccountContext } from "../../platform/context.ts";
import type { Input } from "../../platform/contract/operation.ts";
import { type Tx, transaction } from "../../platform/database/transaction.ts";
import { type LockedConversation, lockConversation } from "../conversations/queries/get-conversation.ts";
import { withUploads } from "../messages/with-uploads.ts";
import { insertOccurrence } from "./continue-series.ts";
import type * as contract from "./contract/recurring.ts";
import type { RecurringScheduledMessage } from "./contract/recurring.ts";
import type { RecurrenceRule } from "./contract.ts";
import { timeProblems } from "./create-scheduled-message.ts";
import { type PlannedValues, type Problem, plannedValues, readTime, refuseProblems } from "./planned-values.ts";
import { getRecurring } from "./queries/load-recurring.ts";
import { ruleProblems } from "./recurring-values.ts";
import { serializeRecurring } from "./serialize.ts";
import { storeAttachment } from "./store-attachment.ts";
import { iso, json, step } from "./write-scheduled.ts";

/**
 * Starts a series with its first message at `scheduled_at`, or keeps it as a draft (contract, scheduled-messages §8).
 *
 * @throws invalid, not_found, forbidden
 */
export async function createRecurringScheduledMessage(
  ctx: AccountContext,
  input: Input<typeof contract.createRecurringScheduledMessage>,
): Promise<RecurringScheduledMessage> {
  const upload = await storeAttachment(ctx, input.attachment);
  return withUploads(upload ? [upload] : [], () =>
    transaction(ctx, async (tx) => {
      const conversation = await lockConversation(tx, input.conversation_id);
      const problems: Problem[] = [];
      const status = input.status === "active" ? "active" : "draft";
      if (input.status && input.status !== status) {
        const sentence = "Status must be draft or active when creating a recurring scheduled message";
        problems.push({ field: "status", sentence });
      }
      const rule = input.recurrence_rule ?? null;
      problems.push(...ruleProblems(rule));
      const startsAt = readTime(input.scheduled_at, problems) ?? null;
      if (status === "active" && problems.length === 0) problems.push(...timeProblems(startsAt));
      const values = await plannedValues(tx, conversation.id, { change: { ...input, upload }, before: null, problems });
      refuseProblems(problems);
      const id = await insertSeries(tx, conversation, { ...values, status, startsAt, rule: rule as RecurrenceRule });
      const at = { id, conversationId: conversation.id };
      if (status === "active" && startsAt) await insertOccurrence(tx, await getRecurring(tx, at), startsAt);
      return serializeRecurring(await getRecurring(tx, at));
    }),
  );
}

interface NewSeries extends PlannedValues {
  status: "draft" | "active";
  startsAt: Date | null;
  rule: RecurrenceRule;
}

async function insertSeries(tx: Tx, conversation: LockedConversation, values: NewSeries): Promise<number> {
  const [row] = await tx.sql<{ id: number }[]>`
    insert into recurring_scheduled_messages (account_id, conversation_id, inbox_id, status, content, template_params, attachment,
      recurrence_rule, starts_at, timezone, quiet_hours, cancel_on_reply, author_user_id, history)
    values (${tx.accountId}, ${conversation.id}, ${conversation.inboxId}, ${values.status}, ${values.content},
      ${json(values.templateParams)}::text::jsonb, ${json(values.attachment)}::text::jsonb, ${json(values.rule)}::text::jsonb,
      ${iso(values.startsAt)}, ${values.timezone}, ${json(values.quietHours)}::text::jsonb, ${values.cancelOnReply},
      ${tx.actor.kind === "user" ? tx.actor.userId : null},
      ${json([step(tx, values.status === "active" ? "scheduled" : "drafted")])}::text::jsonb)
    returning id`;
  if (!row) throw new Error("The insert of a series returned no row");
  const ids = { recurring_scheduled_message_id: row.id, conversation_id: conversation.id };
  tx.emit("recurring_scheduled_message.created", ids);
  return row.id;
}
