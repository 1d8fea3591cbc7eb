import { type AccountContext, systemContext } from "../../platform/context.ts";
import { transaction } from "../../platform/database/transaction.ts";
import { authorize } from "../../policies/authorize.ts";
import { canDeleteConversations } from "../../policies/conversations.ts";
import { noteChange } from "../audit-logs/note-change.ts";
import { deleteFiles } from "../contacts/delete-files.ts";
import { filesOfConversations } from "../messages/files-of-conversations.ts";
import { deleteConversationJob } from "./jobs.ts";
import { getConversationRow } from "./queries/get-conversation.ts";

/** Has a conversation deleted in the background (contract, conversations §4). @throws not_found, forbidden */
export async function deleteConversation(ctx: AccountContext, input: { conversation_id: number }): Promise<void> {
  authorize(canDeleteConversations(ctx));
  await transaction(ctx, async (tx) => {
    const { id, displayId } = await getConversationRow(tx, input.conversation_id);
    tx.enqueue(deleteConversationJob, { account_id: tx.accountId, conversation_id: id });
    noteChange(tx, { record: "Conversation", id: displayId, action: "destroy", changes: {} });
  });
}

/** Deletes a conversation with its messages; the files go in jobs of their own. One that is gone already is no error. */
export async function removeConversation(of: { account_id: number; conversation_id: number }): Promise<void> {
  await transaction(systemContext(of.account_id, "delete_conversation"), async (tx) => {
    const files = await filesOfConversations(tx, [of.conversation_id]);
    const [gone] = await tx.sql<{ displayId: number; inboxId: number }[]>`
      delete from conversations where account_id = ${of.account_id} and id = ${of.conversation_id}
      returning display_id as "displayId", inbox_id as "inboxId"`;
    if (!gone) return;
    deleteFiles(tx, files);
    const { displayId: display_id, inboxId: inbox_id } = gone;
    tx.emit("conversation.deleted", { conversation_id: of.conversation_id, display_id, inbox_id });
  });
}
