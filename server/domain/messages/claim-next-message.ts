import { systemContext } from "../../platform/context.ts";
import { type SharedWork, together } from "../../platform/database/together.ts";
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
  hasFiles: boolean;
  /** Tried again in the same one. */
  lane: Lane;
}

/** What people write and what waited for its time share no transaction: neither waits for the other. */
export type Lane = "people" | "planned";

/** First half of the advisory lock's key; the conversation is the second. */
const DELIVERY_LOCK = 7002;

const claims: SharedWork<number, ClaimedMessage | null> = {
  name: "claim-messages",
  most: 25,
  atOnce: 2,
  run: async (key, conversationIds) => {
    const [lane, accountId] = key.split(":") as [Lane, string];
    const found = await claim(Number(accountId), [...new Set(conversationIds)]);
    return conversationIds.map((id) => {
      const message = found.get(id);
      // Of two who asked for one conversation, one has it.
      found.delete(id);
      return message ? { ...message, lane } : null;
    });
  },
};

/**
 * Takes the oldest message that waits in a conversation, unless one is at the provider already. Those who ask at the same time share
 * one transaction.
 *
 * @returns null when there is nothing to send now
 */
export const claimNextMessage = (
  at: { accountId: number; conversationId: number },
  lane: Lane = "people",
): Promise<ClaimedMessage | null> => together(claims, `${lane}:${at.accountId}`, at.conversationId);

type Unclaimed = Omit<ClaimedMessage, "lane">;

async function claim(accountId: number, conversationIds: number[]): Promise<Map<number, Unclaimed>> {
  const rows = await transaction(systemContext(accountId, "delivery"), async (tx) => {
    await tx.sql`
      select pg_advisory_xact_lock(${DELIVERY_LOCK}, key) from (
        select distinct (id % 2147483648)::integer as key from unnest(${conversationIds}::bigint[]) as wanted (id) order by key
      ) as keys`;
    // A statement of its own, so that its snapshot is taken after the locks.
    return tx.sql<Unclaimed[]>`
      update messages m set delivery = 'sending', sending_since = now(), delivery_attempts = m.delivery_attempts + 1
      from unnest(${conversationIds}::bigint[]) as wanted (id)
      cross join lateral (
        select id, delivery, not_before from messages
        where account_id = ${accountId} and conversation_id = wanted.id and delivery in ('pending', 'sending')
        order by (delivery = 'sending') desc, id
        limit 1
      ) as next, conversations c, contact_inboxes ci
      where m.account_id = ${accountId} and m.id = next.id
        and next.delivery = 'pending' and (next.not_before is null or next.not_before <= now())
        and c.account_id = m.account_id and c.id = m.conversation_id
        and ci.account_id = c.account_id and ci.id = c.contact_inbox_id
      returning m.id, m.conversation_id as "conversationId", m.inbox_id as "inboxId", m.delivery_attempts as attempts,
        ci.source_id as "to", c.group_type = 'group' as "isGroup", m.content, m.content_attributes as "contentAttributes",
        m.additional_attributes -> 'template_params' as "templateParams",
        m.in_reply_to_external_id as "quotedId",
        exists (select from attachments where account_id = m.account_id and message_id = m.id) as "hasFiles"`;
  });
  return new Map(rows.map((row) => [row.conversationId, row]));
}
