import { refused } from "../../platform/app-error.ts";
import type { AccountContext } from "../../platform/context.ts";
import { transaction } from "../../platform/database/transaction.ts";
import { cleanText } from "./clean-text.ts";
import { MAX_CONTENT, type Message } from "./contract.ts";
import { lockMessage, reloadMessage } from "./get-message.ts";
import { pushMessageChange } from "./jobs.ts";
import { serializeMessage } from "./serialize.ts";

/**
 * Changes the text of a message that was sent (contract, messages §5). The first text is kept. The provider is told by a job; when it
 * refuses, the former text comes back with the reason.
 */
export async function editMessage(
  ctx: AccountContext,
  input: { conversation_id: number; message_id: number; content?: string | null },
): Promise<Message> {
  const content = cleanText(input.content ?? "").trim();
  if ((input.content?.length ?? 0) > MAX_CONTENT)
    throw refused(`Content is too long (maximum is ${MAX_CONTENT} characters)`);
  return transaction(ctx, async (tx) => {
    const { conversation, message } = await lockMessage(tx, input);
    if (message.messageType !== 1) throw refused("Only outgoing messages can be edited", 403);
    if (!content) throw refused("Content is required");
    const change = {
      is_edited: true,
      previous_content: message.contentAttributes.previous_content ?? message.content,
      content_before_edit: message.content,
      edited_at: Date.now(),
    };
    await tx.sql`
      update messages set content = ${content}, revision = revision + 1, updated_at = now(),
        content_attributes = (content_attributes - 'edit_error') || ${JSON.stringify(change)}::text::jsonb
      where account_id = ${tx.accountId} and id = ${message.id}`;
    tx.emit("message.updated", { message_id: message.id, conversation_id: conversation.id });
    if (message.sourceId)
      tx.enqueue(pushMessageChange, { account_id: tx.accountId, message_id: message.id, change: "edit" });
    return serializeMessage(await reloadMessage(tx, { messageId: message.id, conversationId: conversation.id }));
  });
}
