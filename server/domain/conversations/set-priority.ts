import type { AccountContext } from "../../platform/context.ts";
import { type Tx, transaction } from "../../platform/database/transaction.ts";
import { writeActivities } from "../messages/write-activities.ts";
import { actorName } from "./actor-name.ts";
import { type Conversation, priorities } from "./contract.ts";
import { getConversation, type LockedConversation, lockConversation } from "./queries/get-conversation.ts";
import { writeConversation } from "./write-conversation.ts";

type Priority = (typeof priorities)[number];

/** Sets or removes (null) the priority of a conversation. */
export async function togglePriority(
  ctx: AccountContext,
  input: { conversation_id: number; priority?: Priority | "" | null },
): Promise<void> {
  await transaction(ctx, async (tx) => {
    const conversation = await lockConversation(tx, input.conversation_id);
    await setPriority(tx, conversation, input.priority || null);
  });
}

/** `PATCH` of a conversation: only the priority can be changed that way (contract, conversations §4). */
export async function updateConversation(
  ctx: AccountContext,
  input: { conversation_id: number; priority?: Priority | "" | null },
): Promise<Conversation> {
  return transaction(ctx, async (tx) => {
    const conversation = await lockConversation(tx, input.conversation_id);
    if (input.priority !== undefined) await setPriority(tx, conversation, input.priority || null);
    return getConversation(tx, input);
  });
}

async function setPriority(tx: Tx, conversation: LockedConversation, priority: Priority | null): Promise<void> {
  const changed = await writeConversation(tx, conversation, {
    priority: priority === null ? null : priorities.indexOf(priority),
  });
  const by = actorName(tx);
  if (!changed.priority || !by) return;
  const from = conversation.priority === null ? undefined : priorities[conversation.priority];
  if (priority === null)
    await writeActivities(tx, conversation.id, [{ kind: "priority_removed", by, from: from ?? "" }]);
  else if (from) await writeActivities(tx, conversation.id, [{ kind: "priority_changed", by, from, to: priority }]);
  else await writeActivities(tx, conversation.id, [{ kind: "priority_set", by, to: priority }]);
}
