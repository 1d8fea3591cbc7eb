import type { Tx } from "../../platform/database/transaction.ts";
import { writeActivities } from "../messages/write-activities.ts";
import { actorName } from "./actor-name.ts";
import type { LockedConversation } from "./queries/get-conversation.ts";
import { type ConversationPatch, writeConversation } from "./write-conversation.ts";

const lines = { open: "reopened", resolved: "resolved", pending: "pending", snoozed: "snoozed" } as const;

/**
 * Moves a locked conversation to a status, with its activity line (contract, conversations §5, §9).
 *
 * @param snoozedUntil  for `snoozed`; null: until the customer writes again
 */
export async function changeStatus(
  tx: Tx,
  conversation: LockedConversation,
  to: { status: LockedConversation["status"]; snoozedUntil?: Date | null; assigneeId?: number },
): Promise<void> {
  const patch: ConversationPatch = {
    status: to.status,
    snoozedUntil: to.status === "snoozed" ? (to.snoozedUntil ?? null) : null,
    ...(to.assigneeId !== undefined && { assigneeId: to.assigneeId, assigneeAgentBotId: null }),
  };
  const changed = await writeConversation(tx, conversation, patch);
  const by = actorName(tx);
  if (changed.status && by) await writeActivities(tx, conversation.id, [{ kind: lines[to.status], by }]);
}
