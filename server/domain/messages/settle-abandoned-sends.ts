import { systemContext } from "../../platform/context.ts";
import { transaction } from "../../platform/database/transaction.ts";
import { eachAlone } from "../../platform/jobs/each-alone.ts";
import { runtime } from "../../platform/runtime.ts";
import { findConnectedInbox } from "../inboxes/find-connected-inbox.ts";
import { recordFailure } from "./delivery-results.ts";
import { deliverConversation } from "./jobs.ts";

/** A message may be at the provider this long before its worker is believed dead. Sends time out well before. */
const MOST_SENDING_SECONDS = 120;

interface Abandoned {
  accountId: number;
  id: number;
  conversationId: number;
  inboxId: number;
  attempts: number;
}

/**
 * Finds messages whose worker died while they were at the provider and settles them: tried again where the provider takes a
 * repeat as one, otherwise failed as unknown, for a person to decide. What waits behind them goes on.
 */
export async function settleAbandonedSends(): Promise<void> {
  const abandoned = await runtime().sql<Abandoned[]>`
    select account_id as "accountId", id, conversation_id as "conversationId", inbox_id as "inboxId", delivery_attempts as attempts
    from messages
    where delivery = 'sending' and sending_since < now() - make_interval(secs => ${MOST_SENDING_SECONDS})
    limit 1000`;
  await eachAlone(abandoned, ({ accountId, id }) => ({ accountId, messageId: id }), settle);
}

async function settle(message: Abandoned): Promise<void> {
  const ctx = systemContext(message.accountId, "delivery");
  const inbox = await findConnectedInbox(ctx, message.inboxId);
  await recordFailure(
    ctx,
    message,
    { kind: "unknown", message: "The server stopped while this message was being sent" },
    inbox?.channel.capabilities(inbox.settings),
  );
  await transaction(ctx, async (tx) => {
    tx.enqueue(deliverConversation, { account_id: message.accountId, conversation_id: message.conversationId });
  });
}
