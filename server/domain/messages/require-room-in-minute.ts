import { refused } from "../../platform/app-error.ts";
import type { Tx } from "../../platform/database/transaction.ts";

/** Messages of one conversation a minute, by whomever (contract, conventions §12). */
const MOST_PER_MINUTE = 200;

/** @throws refused when the conversation got too many messages in the last minute */
export async function requireRoomInMinute(tx: Tx, conversationId: number): Promise<void> {
  const [row] = await tx.sql<{ count: number }[]>`
    select count(*) as count from (
      select from messages
      where account_id = ${tx.accountId} and conversation_id = ${conversationId} and created_at > now() - interval '1 minute'
      limit ${MOST_PER_MINUTE}
    ) as recent`;
  if ((row?.count ?? 0) >= MOST_PER_MINUTE) throw refused("Validation failed: Too many messages");
}
