import { countStatement } from "../../../platform/database/statement-count.ts";
import type { Tx } from "../../../platform/database/transaction.ts";

/** Gives the answers of a contact to another one. @param conversationIds  where the contact was asked */
export async function handOverRatings(
  tx: Tx,
  { from, to }: { from: number; to: number },
  conversationIds: number[],
): Promise<void> {
  if (conversationIds.length === 0) return;
  countStatement();
  await tx.sql`
    update csat_survey_responses set contact_id = ${to}
    where account_id = ${tx.accountId} and contact_id = ${from} and message_id in (
      select id from messages where account_id = ${tx.accountId} and conversation_id = any(${conversationIds}::bigint[])
        and content_type = 'input_csat')`;
}
