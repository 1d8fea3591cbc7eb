import { getChannel } from "../../channels/registry.ts";
import type { AccountContext } from "../../platform/context.ts";
import { type Tx, transaction } from "../../platform/database/transaction.ts";
import { deleteFiles } from "../contacts/delete-files.ts";
import type { Message } from "./contract.ts";
import { lockMessage, reloadMessage } from "./get-message.ts";
import { pushMessageChange } from "./jobs.ts";
import { serializeMessage } from "./serialize.ts";

/**
 * Deletes a message for everybody the channel can reach: its text and files go, the row stays (contract, messages §4). Anybody who sees
 * the conversation may do so. One that still waited for its turn is not sent any more.
 */
export async function deleteMessage(
  ctx: AccountContext,
  input: { conversation_id: number; message_id: number },
): Promise<Message> {
  return transaction(ctx, async (tx) => {
    const { conversation, message } = await lockMessage(tx, input);
    await tx.sql`
      update messages set content = 'This message was deleted', content_type = 'text', content_attributes = '{"deleted": true}',
        in_reply_to = null, in_reply_to_external_id = null,
        delivery = case when delivery = 'pending' then 'failed' else delivery end, revision = revision + 1, updated_at = now()
      where account_id = ${tx.accountId} and id = ${message.id}`;
    await deleteAttachments(tx, message.id);
    tx.emit("message.updated", { message_id: message.id, conversation_id: conversation.id });
    if (message.sourceId && (await canDelete(tx, conversation.inboxId))) {
      tx.enqueue(pushMessageChange, { account_id: tx.accountId, message_id: message.id, change: "delete" });
    }
    return serializeMessage(await reloadMessage(tx, { messageId: message.id, conversationId: conversation.id }));
  });
}

/** What was planned keeps the file that it names: the other messages of a series have the same one. */
async function deleteAttachments(tx: Tx, messageId: number): Promise<void> {
  const files = await tx.sql<{ key: string; thumbnail: string | null }[]>`
    with gone as (
      delete from attachments where account_id = ${tx.accountId} and message_id = ${messageId}
      returning conversation_id, storage_key as key, thumbnail_key as thumbnail
    )
    select key, thumbnail from gone
    where not exists (
      select from scheduled_messages s where s.account_id = ${tx.accountId} and s.conversation_id = gone.conversation_id
        and s.attachment ->> 'storage_key' = gone.key)
    and not exists (
      select from recurring_scheduled_messages s where s.account_id = ${tx.accountId}
        and s.conversation_id = gone.conversation_id and s.attachment ->> 'storage_key' = gone.key)`;
  deleteFiles(
    tx,
    files.flatMap(({ key, thumbnail }) => [key, thumbnail]),
  );
}

async function canDelete(tx: Tx, inboxId: number): Promise<boolean> {
  const [row] = await tx.sql<{ channel: string }[]>`
    select channel from inboxes where account_id = ${tx.accountId} and id = ${inboxId}`;
  return row !== undefined && getChannel(row.channel).actions.delete !== undefined;
}
