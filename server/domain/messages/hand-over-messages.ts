import type { TransactionSql } from "postgres";
import { countStatement } from "../../platform/database/statement-count.ts";
import type { Tx } from "../../platform/database/transaction.ts";

interface HandOver {
  from: number;
  to: number;
}

/**
 * Makes one contact the author of what another one wrote: messages, reactions, receipts, and the mentions of it. It has
 * left traces only in its own conversations and in those of its groups, so no other message is looked at.
 *
 * @param conversationIds  its own conversations
 */
export async function handOverMessages(tx: Tx, { from, to }: HandOver, conversationIds: number[]): Promise<void> {
  const { sql } = tx;
  countStatement();
  const groups = await sql<{ id: number }[]>`
    select c.id from group_members m
    join conversations c on c.account_id = m.account_id and c.contact_id = m.group_contact_id
    where m.account_id = ${tx.accountId} and m.contact_id = ${from}`;
  const places = [...conversationIds, ...groups.map((row) => row.id)];
  if (places.length === 0) return;
  const isTheirs = (id: number) => sql`(sender_type = 'Contact' and sender_id = ${id})`;
  const mention = (id: number) => `(mention://contact/${id}/`;
  countStatement();
  await sql`
    update messages set revision = revision + 1, updated_at = now(),
      sender_id = case when ${isTheirs(from)} then ${to} else sender_id end,
      content = replace(content, ${mention(from)}, ${mention(to)})
    where account_id = ${tx.accountId} and conversation_id = any(${places}::bigint[])
      and (${isTheirs(from)} or strpos(content, ${mention(from)}) > 0)`;
  await handOverReactions(sql, tx.accountId, { from, to, places });
  await handOverReceipts(sql, tx.accountId, { from, to });
}

/** Of two reactions to one message, which were one person's, the newer one stays. */
async function handOverReactions(
  sql: TransactionSql,
  accountId: number,
  { from, to, places }: HandOver & { places: number[] },
): Promise<void> {
  const [old, kept] = [`contact:${from}`, `contact:${to}`];
  countStatement();
  await sql`
    with theirs as (
      delete from message_reactions r using messages m
      where r.account_id = ${accountId} and r.reactor = ${old}
        and m.account_id = r.account_id and m.id = r.message_id and m.conversation_id = any(${places}::bigint[])
      returning r.message_id, r.reactor_name, r.emoji, r.reacted_at
    )
    insert into message_reactions as known (account_id, message_id, reactor, reactor_name, emoji, reacted_at)
    select ${accountId}, message_id, ${kept}, reactor_name, emoji, reacted_at from theirs
    on conflict (account_id, message_id, reactor) do update
      set emoji = excluded.emoji, reactor_name = coalesce(excluded.reactor_name, known.reactor_name), reacted_at = excluded.reacted_at
      where (known.reacted_at, known.emoji) < (excluded.reacted_at, excluded.emoji)`;
}

/** Of two receipts for one message the earlier times count. */
async function handOverReceipts(sql: TransactionSql, accountId: number, { from, to }: HandOver): Promise<void> {
  countStatement();
  await sql`
    with theirs as (
      delete from message_receipts where account_id = ${accountId} and contact_id = ${from}
      returning message_id, delivered_at, read_at
    )
    insert into message_receipts as known (account_id, message_id, contact_id, delivered_at, read_at)
    select ${accountId}, message_id, ${to}, delivered_at, read_at from theirs
    on conflict (account_id, message_id, contact_id) do update
      set delivered_at = least(known.delivered_at, excluded.delivered_at), read_at = least(known.read_at, excluded.read_at)`;
}
