import type { AccountContext } from "../../platform/context.ts";
import { transaction } from "../../platform/database/transaction.ts";
import { writeActivities } from "../messages/write-activities.ts";
import { actorName } from "./actor-name.ts";
import { getConversationRow, lockConversation } from "./queries/get-conversation.ts";
import { writeConversation } from "./write-conversation.ts";

/** The labels of a conversation. */
export async function getLabels(
  ctx: AccountContext,
  input: { conversation_id: number },
): Promise<{ payload: string[] }> {
  return { payload: (await getConversationRow(ctx, input.conversation_id)).labels };
}

/**
 * Replaces the labels; they need not exist as labels of the account (contract, conversations §5). Blank ones and repeats are dropped.
 */
export async function setLabels(
  ctx: AccountContext,
  input: { conversation_id: number; labels?: string[] },
): Promise<{ payload: string[] }> {
  const labels = [...new Set((input.labels ?? []).map((label) => label.trim()).filter(Boolean))];
  return transaction(ctx, async (tx) => {
    const conversation = await lockConversation(tx, input.conversation_id);
    await writeConversation(tx, conversation, { labels });
    const by = actorName(tx);
    const added = labels.filter((label) => !conversation.labels.includes(label));
    const removed = conversation.labels.filter((label) => !labels.includes(label));
    if (by) {
      await writeActivities(tx, conversation.id, [
        ...(added.length > 0 ? [{ kind: "labels_added" as const, by, labels: added.join(", ") }] : []),
        ...(removed.length > 0 ? [{ kind: "labels_removed" as const, by, labels: removed.join(", ") }] : []),
      ]);
    }
    return { payload: labels };
  });
}
