import { getChannel } from "../../channels/registry.ts";
import type { AccountContext } from "../../platform/context.ts";
import { transaction } from "../../platform/database/transaction.ts";
import { markReadAtProvider } from "../messages/jobs.ts";
import type { Conversation } from "./contract.ts";
import { getConversationRow, withMessages } from "./queries/get-conversation.ts";
import type { ConversationRow } from "./queries/load-conversations.ts";

/** Seen again within this time without anything new: nothing is written (contract, conversations §5, throttle). */
const QUIET_MS = 3_600_000;

/**
 * The caller has seen the thread: the unread count goes to zero, and the assignee's look is passed on to the provider as a read receipt.
 */
export async function updateLastSeen(ctx: AccountContext, input: { conversation_id: number }): Promise<Conversation> {
  return transaction(ctx, async (tx) => {
    const row = await getConversationRow(tx, input.conversation_id);
    const isAssignee = tx.actor.kind === "user" && tx.actor.userId === row.assigneeId;
    if (!isWorthWriting(row, isAssignee)) return withMessages(tx, row);
    await tx.sql`
      update conversations set agent_last_seen_at = now(), unread_count = 0, revision = revision + 1,
        assignee_last_seen_at = case when ${isAssignee} then now() else assignee_last_seen_at end
      where account_id = ${tx.accountId} and id = ${row.id}`;
    tx.emit("conversation.read", { conversation_id: row.id });
    if (isAssignee && row.unreadCount > 0 && getChannel(row.inbox.channel).actions.markRead) {
      tx.enqueue(markReadAtProvider, { account_id: tx.accountId, conversation_id: row.id });
    }
    return withMessages(tx, await getConversationRow(tx, input.conversation_id));
  });
}

function isWorthWriting(row: ConversationRow, isAssignee: boolean): boolean {
  if (row.unreadCount > 0 || row.agentLastSeenAt === null || row.lastActivityAt > row.agentLastSeenAt) return true;
  if (isAssignee && row.lastIncomingAt && (row.assigneeLastSeenAt ?? 0) < row.lastIncomingAt) return true;
  const isOld = (at: Date | null) => at === null || Date.now() - at.getTime() > QUIET_MS;
  return isOld(row.agentLastSeenAt) || (isAssignee && isOld(row.assigneeLastSeenAt));
}

/**
 * Sets the last look to just before the customer's last message, which is then unread again (contract, conversations §5).
 */
export async function markUnread(ctx: AccountContext, input: { conversation_id: number }): Promise<Conversation> {
  return transaction(ctx, async (tx) => {
    const row = await getConversationRow(tx, input.conversation_id);
    await tx.sql`
      update conversations c set unread_count = (
          select count(*) from messages
          where account_id = ${tx.accountId} and conversation_id = ${row.id} and message_type = 0
            and created_at > last.at - interval '1 second'),
        agent_last_seen_at = last.at - interval '1 second', assignee_last_seen_at = last.at - interval '1 second',
        revision = c.revision + 1, updated_at = now()
      from (
        select max(created_at) as at from (
          select created_at from messages
          where account_id = ${tx.accountId} and conversation_id = ${row.id} and message_type = 0
          order by created_at desc
          limit 1
        ) as newest
      ) as last
      where c.account_id = ${tx.accountId} and c.id = ${row.id}`;
    tx.emit("conversation.read", { conversation_id: row.id });
    return withMessages(tx, await getConversationRow(tx, input.conversation_id));
  });
}
