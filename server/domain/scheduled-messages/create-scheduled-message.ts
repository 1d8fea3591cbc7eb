import type { AccountContext } from "../../platform/context.ts";
import type { Input } from "../../platform/contract/operation.ts";
import { transaction } from "../../platform/database/transaction.ts";
import { lockConversation } from "../conversations/queries/get-conversation.ts";
import { withUploads } from "../messages/with-uploads.ts";
import type * as contract from "./contract.ts";
import type { ScheduledMessage } from "./contract.ts";
import { type Problem, plannedValues, quietZone, readTime, refuseProblems } from "./planned-values.ts";
import { getScheduled } from "./queries/load-scheduled.ts";
import { afterQuietHours } from "./quiet-hours.ts";
import { serializeScheduled } from "./serialize.ts";
import { storeAttachment } from "./store-attachment.ts";
import { insertScheduled } from "./write-scheduled.ts";

/**
 * Schedules a message, or keeps it as a draft (contract, scheduled-messages §3, §4).
 *
 * @throws invalid, not_found, forbidden
 */
export async function createScheduledMessage(
  ctx: AccountContext,
  input: Input<typeof contract.createScheduledMessage>,
): Promise<ScheduledMessage> {
  const upload = await storeAttachment(ctx, input.attachment);
  return withUploads(upload ? [upload] : [], () =>
    transaction(ctx, async (tx) => {
      const conversation = await lockConversation(tx, input.conversation_id);
      const problems: Problem[] = [];
      const status = newStatus(input.status, problems);
      const plannedAt = readTime(input.scheduled_at, problems) ?? null;
      if (status === "pending" && problems.length === 0) problems.push(...timeProblems(plannedAt));
      const values = await plannedValues(tx, conversation.id, { change: { ...input, upload }, before: null, problems });
      refuseProblems(problems);
      const id = await insertScheduled(tx, conversation, {
        ...values,
        status,
        plannedAt,
        scheduledAt:
          plannedAt && values.quietHours
            ? afterQuietHours(plannedAt, values.quietHours, await quietZone(tx, values.timezone))
            : plannedAt,
        author: ctx.actor.kind === "user" ? { userId: ctx.actor.userId } : null,
        recurringId: null,
      });
      return serializeScheduled(await getScheduled(tx, { id, conversationId: conversation.id }));
    }),
  );
}

function newStatus(given: string | null | undefined, problems: Problem[]): "draft" | "pending" {
  const status = given || "draft";
  if (status === "draft" || status === "pending") return status;
  const sentence = "Status must be draft or pending when creating a scheduled message";
  problems.push({ field: "status", sentence });
  return "draft";
}

/** A time that is to come (contract, scheduled-messages §4). */
export function timeProblems(at: Date | null): Problem[] {
  if (!at) return [{ field: "scheduled_at", sentence: "Scheduled at can't be blank" }];
  if (at.getTime() <= Date.now()) return [{ field: "scheduled_at", sentence: "Scheduled at must be in the future" }];
  return [];
}
