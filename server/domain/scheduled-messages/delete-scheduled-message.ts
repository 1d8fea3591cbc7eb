import { refused } from "../../platform/app-error.ts";
import type { AccountContext } from "../../platform/context.ts";
import { type Tx, transaction } from "../../platform/database/transaction.ts";
import { lockConversation } from "../conversations/queries/get-conversation.ts";
import { continueSeries } from "./continue-series.ts";
import type { ScheduledMessage } from "./contract.ts";
import { getScheduled, type ScheduledRow } from "./queries/load-scheduled.ts";
import { serializeScheduled } from "./serialize.ts";
import { deleteAttachment } from "./write-scheduled.ts";

/**
 * Deletes a message that was not sent yet (contract, scheduled-messages §3). Of a series it leaves out this one; the next is planned.
 *
 * @returns what it was
 * @throws refused once it was sent or failed; not_found, forbidden
 */
export async function deleteScheduledMessage(
  ctx: AccountContext,
  input: { conversation_id: number; id: number },
): Promise<ScheduledMessage> {
  return transaction(ctx, async (tx) => {
    const conversation = await lockConversation(tx, input.conversation_id);
    const row = await getScheduled(tx, { id: input.id, conversationId: conversation.id });
    if (row.status !== "draft" && row.status !== "pending") {
      throw refused("Cannot delete a scheduled message that has already been sent or failed");
    }
    await removeScheduled(tx, row);
    deleteAttachment(tx, row);
    if (row.recurringId !== null) await continueSeries(tx, row, "skipped");
    return serializeScheduled(row);
  });
}

/** Takes the row away and announces what it was: nobody can load it any more. */
export async function removeScheduled(tx: Tx, row: ScheduledRow): Promise<void> {
  await tx.sql`delete from scheduled_messages where account_id = ${tx.accountId} and id = ${row.id}`;
  tx.emit("scheduled_message.deleted", {
    scheduled_message_id: row.id,
    conversation_id: row.conversationId,
    inbox_id: row.inboxId,
    team_id: row.teamId,
    resource: serializeScheduled(row),
  });
}
