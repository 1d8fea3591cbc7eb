import { invalid, notFound } from "../../platform/app-error.ts";
import type { AccountContext } from "../../platform/context.ts";
import type { Input } from "../../platform/contract/operation.ts";
import { transaction } from "../../platform/database/transaction.ts";
import type { updateAttachment as operation } from "./contract/attachment-meta.ts";
import type { Attachment } from "./contract.ts";
import { lockMessage, reloadMessage } from "./get-message.ts";
import { serializeAttachment } from "./serialize.ts";

const MOST_BYTES = 16 * 1024;

/** Adds to what is known about a file of a message (contract, messages §5). @throws not_found, forbidden; invalid for more than 16 KB */
export async function updateAttachment(ctx: AccountContext, input: Input<typeof operation>): Promise<Attachment> {
  return transaction(ctx, async (tx) => {
    const { conversation, message } = await lockMessage(tx, input);
    const file = message.attachments.find(({ id }) => id === input.id);
    if (!file) throw notFound(`attachment ${input.id}`);
    const meta = JSON.stringify({ ...file.meta, ...input.meta });
    if (Buffer.byteLength(meta) > MOST_BYTES) throw invalid("meta", "Meta is too large (maximum is 16 KB)");
    await tx.sql`
      update attachments set meta = ${meta}::text::jsonb where account_id = ${tx.accountId} and id = ${file.id}`;
    await tx.sql`
      update messages set revision = revision + 1, updated_at = now()
      where account_id = ${tx.accountId} and id = ${message.id}`;
    tx.emit("message.updated", { message_id: message.id, conversation_id: conversation.id });
    const after = await reloadMessage(tx, { messageId: message.id, conversationId: conversation.id });
    const changed = after.attachments.find(({ id }) => id === file.id);
    if (!changed) throw notFound(`attachment ${input.id}`);
    return serializeAttachment(tx.accountId, changed);
  });
}
