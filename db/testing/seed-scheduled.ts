import { recurringScheduledMessages, scheduledMessages } from "#db/schema/scheduled-messages.ts";
import { runtime } from "#server/platform/runtime.ts";
import type { SeededConversation } from "./seed.ts";

/** A draft without time unless `values` says otherwise. */
export async function seedScheduled(
  accountId: number,
  conversation: SeededConversation,
  values: Partial<typeof scheduledMessages.$inferInsert> = {},
): Promise<{ id: number }> {
  const [row] = await runtime()
    .db.insert(scheduledMessages)
    .values({
      accountId,
      conversationId: conversation.id,
      inboxId: conversation.inboxId,
      content: "Later",
      ...(values.status === "pending" && {
        armedAt: new Date(),
        dueAt: values.scheduledAt ?? null,
        plannedAt: values.scheduledAt ?? null,
      }),
      ...values,
    })
    .returning({ id: scheduledMessages.id });
  if (!row) throw new Error("The insert gave no row back");
  return row;
}

/** A daily draft unless `values` says otherwise. */
export async function seedSeries(
  accountId: number,
  conversation: SeededConversation,
  values: Partial<typeof recurringScheduledMessages.$inferInsert> = {},
): Promise<{ id: number }> {
  const recurrenceRule = { frequency: "daily", interval: 1, end_type: "never" };
  const [row] = await runtime()
    .db.insert(recurringScheduledMessages)
    .values({
      accountId,
      conversationId: conversation.id,
      inboxId: conversation.inboxId,
      content: "Again",
      recurrenceRule,
      ...values,
    })
    .returning({ id: recurringScheduledMessages.id });
  if (!row) throw new Error("The insert gave no row back");
  return row;
}
