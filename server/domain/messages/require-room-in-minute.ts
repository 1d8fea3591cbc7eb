import { refused } from "../../platform/app-error.ts";
import type { Tx } from "../../platform/database/transaction.ts";

/** Messages of one conversation a minute, by whomever (contract, conventions §12). */
const MOST_PER_MINUTE = 200;

/**
 * @param conversationIds  of messages about to be added; one of many appears as often as it gets some
 * @throws refused when with them a conversation would have got too many messages in the last minute
 */
export async function requireRoomInMinute(tx: Tx, conversationIds: number[]): Promise<void> {
  const [full] = await tx.sql`
    select 1
    from (select id, count(*) as added from unnest(${conversationIds}::bigint[]) as c (id) group by id) as wanted
    cross join lateral (
      select count(*) as count from (
        select from messages
        where account_id = ${tx.accountId} and conversation_id = wanted.id and created_at > now() - interval '1 minute'
        limit ${MOST_PER_MINUTE}
      ) as recent
    ) as had
    where had.count + wanted.added > ${MOST_PER_MINUTE}
    limit 1`;
  if (full) throw refused("Validation failed: Too many messages");
}
