import { AppError, invalid } from "../../platform/app-error.ts";
import type { Tx } from "../../platform/database/transaction.ts";
import { cleanValue } from "./clean-text.ts";
import { lockMessage, reloadMessage } from "./get-message.ts";
import type { MessageRow } from "./queries/load-messages.ts";

/** Days in which a survey can be answered, again too (contract, public API §1). */
const SURVEY_DAYS = 14;
const answerable = new Set(["input_text", "input_textarea", "input_email", "input_select", "form", "input_csat"]);

/**
 * A customer answers what a message asks: a choice, a form, a survey. The answer stays with the message.
 *
 * @param submitted  merged into the message's `content_attributes`
 * @throws not_found, invalid for messages that ask nothing and for ratings outside 1–5, refused for a survey that is too old
 */
export async function submitValues(
  tx: Tx,
  at: { conversation_id: number; message_id: number },
  submitted: { submitted_values?: unknown; submitted_email?: string },
): Promise<MessageRow> {
  const { conversation, message } = await lockMessage(tx, at);
  const before = await reloadMessage(tx, { messageId: message.id, conversationId: conversation.id });
  if (before.private || !answerable.has(before.contentType)) throw invalid("message", "Message takes no answer");
  if (before.contentType === "input_csat") requireRating(before, submitted.submitted_values);
  const after = { ...before.contentAttributes, ...(cleanValue(submitted) as Record<string, unknown>) };
  await tx.sql`
    update messages set content_attributes = ${JSON.stringify(after)}::text::jsonb, revision = revision + 1, updated_at = now()
    where account_id = ${tx.accountId} and id = ${message.id}`;
  tx.emit("message.updated", {
    message_id: message.id,
    conversation_id: conversation.id,
    changed: { content_attributes: [before.contentAttributes, after] },
  });
  return reloadMessage(tx, { messageId: message.id, conversationId: conversation.id });
}

function requireRating(message: MessageRow, values: unknown): void {
  const age = Date.now() - message.createdAt.getTime();
  if (age > SURVEY_DAYS * 86_400_000) {
    throw new AppError("refused", { public: `You cannot update the CSAT survey after ${SURVEY_DAYS} days` });
  }
  const response = (values as { csat_survey_response?: { rating?: unknown } } | undefined)?.csat_survey_response;
  const given = response?.rating;
  const rating = typeof given === "number" || typeof given === "string" ? Number(given) : Number.NaN;
  if (!Number.isInteger(rating) || rating < 1 || rating > 5)
    throw invalid("rating", "Rating is not included in the list");
}
