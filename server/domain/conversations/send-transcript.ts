import { AppError } from "../../platform/app-error.ts";
import type { AccountContext } from "../../platform/context.ts";
import { transaction } from "../../platform/database/transaction.ts";
import { limitRate } from "../../platform/http/rate-limit.ts";
import { emailAddress } from "../accounts/contract/person-fields.ts";
import { sendTranscriptJob } from "./jobs.ts";
import { getConversationRow } from "./queries/get-conversation.ts";

/** Transcripts that an account may mail in an hour (contract, conventions §12). */
const PER_HOUR = 30;
const HOUR_MS = 3_600_000;

/**
 * Mails what was said in a conversation to somebody (contract, conversations §5).
 *
 * @throws refused without an address, invalid for one that is none, too_many_requests; not_found, forbidden
 */
export async function sendTranscript(
  ctx: AccountContext,
  input: { conversation_id: number; email?: string | null },
): Promise<void> {
  const row = await getConversationRow(ctx, input.conversation_id);
  if (!input.email?.trim()) throw new AppError("refused", { public: "email param missing" });
  const email = emailAddress.safeParse(input.email);
  if (!email.success) throw new AppError("invalid", { public: "Email is invalid", fields: ["email"] });
  limitRate(`transcript:${ctx.accountId}`, PER_HOUR, HOUR_MS);
  await transaction(ctx, async (tx) => {
    tx.enqueue(sendTranscriptJob, {
      account_id: tx.accountId,
      conversation_id: row.id,
      email: email.data,
      locale: tx.locale,
    });
  });
}
