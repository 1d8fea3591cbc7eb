import { getChannel } from "../../channels/registry.ts";
import { refused } from "../../platform/app-error.ts";
import type { AccountContext } from "../../platform/context.ts";
import { type Tx, transaction } from "../../platform/database/transaction.ts";
import { cleanText } from "./clean-text.ts";
import type { Message } from "./contract.ts";
import { lockMessage, reloadMessage } from "./get-message.ts";
import { serializeMessage } from "./serialize.ts";

const statuses = new Set(["sent", "delivered", "read", "failed"]);

/**
 * The integrator of an API inbox reports what became of a message (contract, messages §5). An unknown status and a step from read
 * back to delivered change nothing.
 */
export async function updateMessage(
  ctx: AccountContext,
  input: { conversation_id: number; message_id: number; status?: string | null; external_error?: string | null },
): Promise<Message> {
  return transaction(ctx, async (tx) => {
    const { conversation, message } = await lockMessage(tx, input);
    await requireApiInbox(tx, conversation.inboxId);
    const isBackwards = message.status === "read" && input.status === "delivered";
    if (input.status && statuses.has(input.status) && !isBackwards) {
      const error = input.status === "failed" ? cleanText(input.external_error ?? "") : null;
      await tx.sql`
        update messages set status = ${input.status}, revision = revision + 1, updated_at = now(),
          content_attributes = case when ${error}::text is null then content_attributes - 'external_error'
            else content_attributes || jsonb_build_object('external_error', ${error}::text) end
        where account_id = ${tx.accountId} and id = ${message.id}`;
      tx.emit("message.updated", {
        message_id: message.id,
        conversation_id: conversation.id,
        changed: { status: [message.status, input.status] },
      });
    }
    return serializeMessage(await reloadMessage(tx, { messageId: message.id, conversationId: conversation.id }));
  });
}

async function requireApiInbox(tx: Tx, inboxId: number): Promise<void> {
  const [row] = await tx.sql<{ channel: string }[]>`
    select channel from inboxes where account_id = ${tx.accountId} and id = ${inboxId}`;
  if (!row || getChannel(row.channel).door !== "public_api")
    throw refused("Message status update is only allowed for API inboxes", 403);
}
