import type { AccountContext } from "../../platform/context.ts";
import { type Tx, transaction } from "../../platform/database/transaction.ts";
import { changeContact } from "../contacts/change-contact.ts";
import { writeActivities } from "../messages/write-activities.ts";
import { actorName } from "./actor-name.ts";
import { changeStatus } from "./change-status.ts";
import { getConversationRow, lockConversation } from "./queries/get-conversation.ts";

/** Blocks the contact and resolves the conversation (contract, conversations §5). @throws not_found, forbidden */
export async function muteConversation(ctx: AccountContext, input: { conversation_id: number }): Promise<void> {
  await transaction(ctx, async (tx) => {
    const { id, wasBlocked } = await setBlocked(tx, input.conversation_id, true);
    const conversation = await lockConversation(tx, input.conversation_id);
    await changeStatus(tx, conversation, { status: "resolved" });
    const by = actorName(tx);
    if (!wasBlocked && by) await writeActivities(tx, id, [{ kind: "muted", by }]);
  });
}

/** Unblocks the contact; the conversation stays as it is. @throws not_found, forbidden */
export async function unmuteConversation(ctx: AccountContext, input: { conversation_id: number }): Promise<void> {
  await transaction(ctx, async (tx) => {
    const { id, wasBlocked } = await setBlocked(tx, input.conversation_id, false);
    const by = actorName(tx);
    if (!wasBlocked || !by) return;
    await lockConversation(tx, input.conversation_id);
    await writeActivities(tx, id, [{ kind: "unmuted", by }]);
  });
}

/** The contact is written first: that is the order in which everybody locks. */
async function setBlocked(tx: Tx, displayId: number, blocked: boolean): Promise<{ id: number; wasBlocked: boolean }> {
  const { id, contactId } = await getConversationRow(tx, displayId);
  let wasBlocked = blocked;
  await changeContact(tx, contactId, (contact) => {
    wasBlocked = contact.blocked;
    return { blocked };
  });
  return { id, wasBlocked };
}
