import { getChannel } from "../../channels/registry.ts";
import { AppError } from "../../platform/app-error.ts";
import type { AccountContext } from "../../platform/context.ts";
import { type Tx, transaction } from "../../platform/database/transaction.ts";
import type { Message } from "./contract.ts";
import { lockMessage, reloadMessage } from "./get-message.ts";
import { deliverConversation } from "./jobs.ts";
import { serializeMessage } from "./serialize.ts";

/** What goes when a failed message is sent once more; everything else the sender wrote stays. */
const FAILURE_KEYS = ["external_error", "error_kind", "error_code", "provider_code"];

/**
 * Sends a failed message once more (contract, messages §5). The conversation is locked, so a double click finds it pending and is
 * refused. Where no provider takes messages the integrator learns of it by the event.
 */
export async function retryMessage(
  ctx: AccountContext,
  input: { conversation_id: number; message_id: number },
): Promise<Message> {
  return transaction(ctx, async (tx) => {
    const { conversation, message } = await lockMessage(tx, input);
    const isOurs = message.messageType === 1 || message.messageType === 3;
    if (!isOurs || message.status !== "failed" || message.contentAttributes.deleted === true) {
      throw new AppError("refused", { public: "Only messages that failed can be sent again" });
    }
    const isDelivered = await hasProvider(tx, conversation.inboxId);
    await tx.sql`
      update messages set status = 'sent', delivery = ${isDelivered ? "pending" : null}, delivery_attempts = 0, not_before = null, source_id = null,
        provider_message_id = null, content_attributes = content_attributes - ${FAILURE_KEYS}::text[], revision = revision + 1,
        updated_at = now()
      where account_id = ${tx.accountId} and id = ${message.id}`;
    tx.emit("message.updated", {
      message_id: message.id,
      conversation_id: conversation.id,
      changed: { status: ["failed", "sent"] },
    });
    if (isDelivered) {
      tx.enqueue(deliverConversation, { account_id: tx.accountId, conversation_id: conversation.id });
    }
    return serializeMessage(await reloadMessage(tx, { messageId: message.id, conversationId: conversation.id }));
  });
}

async function hasProvider(tx: Tx, inboxId: number): Promise<boolean> {
  const [row] = await tx.sql<{ channel: string }[]>`
    select channel from inboxes where account_id = ${tx.accountId} and id = ${inboxId}`;
  return row !== undefined && getChannel(row.channel).send !== undefined;
}
