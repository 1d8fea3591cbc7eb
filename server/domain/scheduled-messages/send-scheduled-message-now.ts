import { refused } from "../../platform/app-error.ts";
import type { AccountContext } from "../../platform/context.ts";
import { type Tx, transaction } from "../../platform/database/transaction.ts";
import { lockConversation } from "../conversations/queries/get-conversation.ts";
import type { ScheduledMessage } from "./contract.ts";
import { getScheduled, type ScheduledRow } from "./queries/load-scheduled.ts";
import { sendScheduled } from "./send-scheduled.ts";
import { serializeScheduled } from "./serialize.ts";
import { step } from "./write-scheduled.ts";

/**
 * Sends a message before its time, or a draft. A person decides it, so neither quiet hours nor a resolved conversation hold it. It is
 * its author's message; the trail says who sent it. A double click finds it sent.
 *
 * @throws refused once it was sent or failed, or where a message could not be written now; not_found, forbidden
 */
export async function sendScheduledMessageNow(
  ctx: AccountContext,
  input: { conversation_id: number; id: number },
): Promise<ScheduledMessage> {
  return transaction(ctx, async (tx) => {
    const conversation = await lockConversation(tx, input.conversation_id);
    const at = { id: input.id, conversationId: conversation.id };
    const row = await getScheduled(tx, at);
    if (row.status !== "draft" && row.status !== "pending") {
      throw refused("Cannot send a scheduled message that has already been sent or failed");
    }
    await sendScheduled(asAuthor(tx, row), [{ conversation, row, trail: step(tx, "sent_now") }]);
    return serializeScheduled(await getScheduled(tx, at));
  });
}

/** Customers read one sender, whoever was quicker; without its author it is the message of who sends it. */
function asAuthor(tx: Tx, { author }: ScheduledRow): Tx {
  if (!author) return tx;
  return { ...tx, actor: { kind: "user", userId: author.id, name: author.name, email: author.email } };
}
