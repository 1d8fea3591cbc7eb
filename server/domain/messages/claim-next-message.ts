import { systemContext } from "../../platform/context.ts";
import { transaction } from "../../platform/database/transaction.ts";

/** A message that is ours to send now; nobody else touches it until its result is written. */
export interface ClaimedMessage {
  id: number;
  conversationId: number;
  inboxId: number;
  /** Tries so far, this one included. */
  attempts: number;
  to: string;
  isGroup: boolean;
  content: string | null;
  contentAttributes: Record<string, unknown>;
  /** Of a template message (contract, messages §6). */
  templateParams: Record<string, unknown> | null;
  quotedId: string | null;
}

/** First half of the advisory lock's key; the conversation is the second. */
const DELIVERY_LOCK = 7002;

/**
 * Takes the oldest message that waits in a conversation, unless one is at the provider already.
 *
 * @returns null when there is nothing to send now
 */
export async function claimNextMessage(at: {
  accountId: number;
  conversationId: number;
}): Promise<ClaimedMessage | null> {
  const ctx = systemContext(at.accountId, "delivery");
  return transaction(ctx, async (tx) => {
    await tx.sql`select pg_advisory_xact_lock(${DELIVERY_LOCK}, ${at.conversationId % 2 ** 31}::integer)`;
    // A statement of its own, so that its snapshot is taken after the lock.
    const [row] = await tx.sql<ClaimedMessage[]>`
      update messages m set delivery = 'sending', sending_since = now(), delivery_attempts = m.delivery_attempts + 1
      from (
        select id, delivery, not_before from messages
        where account_id = ${at.accountId} and conversation_id = ${at.conversationId} and delivery in ('pending', 'sending')
        order by (delivery = 'sending') desc, id
        limit 1
      ) as next, conversations c, contact_inboxes ci
      where m.account_id = ${at.accountId} and m.id = next.id
        and next.delivery = 'pending' and (next.not_before is null or next.not_before <= now())
        and c.account_id = m.account_id and c.id = m.conversation_id
        and ci.account_id = c.account_id and ci.id = c.contact_inbox_id
      returning m.id, m.conversation_id as "conversationId", m.inbox_id as "inboxId", m.delivery_attempts as attempts,
        ci.source_id as "to", c.group_type = 'group' as "isGroup", m.content, m.content_attributes as "contentAttributes",
        m.additional_attributes -> 'template_params' as "templateParams",
        m.in_reply_to_external_id as "quotedId"`;
    return row ?? null;
  });
}
