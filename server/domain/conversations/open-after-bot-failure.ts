import type { Tx } from "../../platform/database/transaction.ts";
import { writeActivities } from "../messages/write-activities.ts";
import { lockConversation } from "./queries/get-conversation.ts";
import { writeConversation } from "./write-conversation.ts";

/**
 * A bot could not be reached: its pending conversation is opened for people, with an activity line, unless the account keeps
 * such conversations pending (contract, realtime §5).
 */
export async function openAfterBotFailure(tx: Tx, conversationId: number): Promise<void> {
  const [row] = await tx.sql<{ displayId: number; keepPending: boolean }[]>`
    select c.display_id as "displayId", coalesce((a.settings ->> 'keep_pending_on_bot_failure')::boolean, false) as "keepPending"
    from conversations c join accounts a on a.id = c.account_id
    where c.account_id = ${tx.accountId} and c.id = ${conversationId} and c.status = 'pending'`;
  if (!row || row.keepPending) return;
  const conversation = await lockConversation(tx, row.displayId);
  if (conversation.status !== "pending") return;
  await writeConversation(tx, conversation, { status: "open" });
  await writeActivities(tx, conversation.id, [{ kind: "bot_failed" }]);
}
