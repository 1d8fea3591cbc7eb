import { attachments } from "#db/schema/messages.ts";
import { csatSurveyResponses } from "#db/schema/reports.ts";
import { runtime } from "#server/platform/runtime.ts";
import type { SeededConversation } from "./seed.ts";

type Place = { accountId: number; conversationId: number; messageId: number };

/** A file of a message. @returns its id */
export async function seedAttachment(
  { accountId, conversationId, messageId }: Place,
  values: Omit<typeof attachments.$inferInsert, keyof Place>,
): Promise<number> {
  const [row] = await runtime()
    .db.insert(attachments)
    .values({ accountId, conversationId, messageId, ...values })
    .returning({ id: attachments.id });
  if (!row) throw new Error("The attachment was not inserted");
  return row.id;
}

/** What a customer answered to the survey of a message. */
export async function seedRating(
  accountId: number,
  { id, contactId, inboxId }: SeededConversation,
  values: { messageId: number; rating: number; assignedAgentId?: number; feedbackMessage?: string },
): Promise<void> {
  await runtime()
    .db.insert(csatSurveyResponses)
    .values({ accountId, conversationId: id, contactId, inboxId, ...values });
}
