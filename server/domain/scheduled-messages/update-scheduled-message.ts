import type { AccountContext } from "../../platform/context.ts";
import type { Input } from "../../platform/contract/operation.ts";
import { type Tx, transaction } from "../../platform/database/transaction.ts";
import { lockConversation } from "../conversations/queries/get-conversation.ts";
import { withUploads } from "../messages/with-uploads.ts";
import type * as contract from "./contract.ts";
import type { ScheduledMessage } from "./contract.ts";
import { timeProblems } from "./create-scheduled-message.ts";
import {
  type PlannedValues,
  type Problem,
  plannedValues,
  quietZone,
  readTime,
  refuseProblems,
} from "./planned-values.ts";
import { getScheduled, type ScheduledRow } from "./queries/load-scheduled.ts";
import { afterQuietHours } from "./quiet-hours.ts";
import { serializeScheduled } from "./serialize.ts";
import { storeAttachment } from "./store-attachment.ts";
import { deleteAttachment, iso, json, step } from "./write-scheduled.ts";

/**
 * Changes a message that was not sent yet (contract, scheduled-messages §3, §4). Of a series it changes this one message.
 *
 * @throws invalid, not_found, forbidden
 */
export async function updateScheduledMessage(
  ctx: AccountContext,
  input: Input<typeof contract.updateScheduledMessage>,
): Promise<ScheduledMessage> {
  const upload = await storeAttachment(ctx, input.attachment);
  return withUploads(upload ? [upload] : [], () =>
    transaction(ctx, async (tx) => {
      const conversation = await lockConversation(tx, input.conversation_id);
      const at = { id: input.id, conversationId: conversation.id };
      const before = await getScheduled(tx, at);
      refuseSettled(before);
      const problems: Problem[] = [];
      const status = changedStatus(input.status, before, problems);
      const time = readTime(input.scheduled_at, problems);
      const isMoved = time !== undefined && !isSame(time, before.plannedAt) && !isSame(time, before.scheduledAt);
      const plannedAt = isMoved ? time : before.plannedAt;
      const isArmed = status === "pending" && (before.status !== "pending" || isMoved);
      if (isArmed && problems.length === 0) problems.push(...timeProblems(plannedAt));
      const values = await plannedValues(tx, conversation.id, { change: { ...input, upload }, before, problems });
      refuseProblems(problems);
      await write(tx, before, { ...values, status, plannedAt, isArmed });
      return serializeScheduled(await getScheduled(tx, at));
    }),
  );
}

function refuseSettled(row: ScheduledRow): void {
  if (row.status === "draft" || row.status === "pending") return;
  refuseProblems([{ field: "base", sentence: "Scheduled message can only be modified while draft or pending" }]);
}

function changedStatus(given: string | null | undefined, before: ScheduledRow, problems: Problem[]) {
  const status = given || before.status;
  if (status === "draft" || status === "pending") return status;
  problems.push({ field: "status", sentence: "Status must be draft or pending" });
  return "draft" as const;
}

/** Clients know times in whole seconds: one that they send back as they got it is no other time. */
const isSame = (left: Date | null, right: Date | null): boolean => seconds(left) === seconds(right);
const seconds = (time: Date | null): number | null => time && Math.floor(time.getTime() / 1000);

interface Change extends PlannedValues {
  status: "draft" | "pending";
  plannedAt: Date | null;
  /** It begins to wait, or for another time: only what the customer writes from now on is a reply. */
  isArmed: boolean;
}

async function write(tx: Tx, before: ScheduledRow, change: Change): Promise<void> {
  const { plannedAt, quietHours } = change;
  const scheduledAt =
    plannedAt && quietHours ? afterQuietHours(plannedAt, quietHours, await quietZone(tx, change.timezone)) : plannedAt;
  await tx.sql`
    update scheduled_messages set status = ${change.status}, content = ${change.content},
      template_params = ${json(change.templateParams)}::text::jsonb, attachment = ${json(change.attachment)}::text::jsonb,
      timezone = ${change.timezone}, quiet_hours = ${json(quietHours)}::text::jsonb, cancel_on_reply = ${change.cancelOnReply},
      planned_at = ${iso(plannedAt)}, scheduled_at = ${iso(scheduledAt)},
      due_at = ${change.status === "pending" ? iso(scheduledAt) : null},
      armed_at = case when ${change.isArmed} then clock_timestamp() else armed_at end,
      cancelled_at = case when ${change.status === "pending"} then null else cancelled_at end,
      attempts = 0, failure = null, history = ${json([...before.history, step(tx, "changed")].slice(-50))}::text::jsonb,
      revision = revision + 1, updated_at = now()
    where account_id = ${tx.accountId} and id = ${before.id}`;
  if (before.attachment && before.attachment.storage_key !== change.attachment?.storage_key)
    deleteAttachment(tx, before);
  tx.emit("scheduled_message.updated", { scheduled_message_id: before.id, conversation_id: before.conversationId });
}
