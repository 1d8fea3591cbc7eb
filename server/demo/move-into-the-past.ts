import { runtime } from "../platform/runtime.ts";

/** Messages of a conversation from this id on, up to the next one that is named, belong to this time. */
export interface Moved {
  conversationId: number;
  fromMessageId: number;
  at: Date;
  /** Wants to know the provider's id of the first of them. */
  learn?: ((providerId: string) => void) | undefined;
}

/**
 * Gives what was made since the demo began the time of the story. Nobody could do this in the product, so it is the one place
 * where rows are changed past their noun; no browser is open yet that would miss it.
 */
export async function moveIntoThePast(accountId: number, since: Date, moved: Moved[]): Promise<void> {
  const { sql } = runtime();
  const rows = JSON.stringify(
    moved.map(({ conversationId, fromMessageId, at }) => ({
      conversation_id: conversationId,
      from_id: fromMessageId,
      at,
    })),
  );
  await sql`
    update messages set created_at = placed.at
    from (
      select m.id, r.at + make_interval(secs => row_number() over (partition by m.conversation_id, r.from_id order by m.id)) as at
      from messages m
      cross join lateral (
        select from_id, at from jsonb_to_recordset(${rows}::text::jsonb) as r (conversation_id bigint, from_id bigint, at timestamptz)
        where r.conversation_id = m.conversation_id and r.from_id <= m.id
        order by from_id desc
        limit 1
      ) as r
      where m.account_id = ${accountId} and m.created_at >= ${since.toISOString()}
    ) as placed
    where messages.account_id = ${accountId} and messages.id = placed.id`;
  await sql`
    update conversations c set
      created_at = least(c.created_at, t.first_at),
      last_activity_at = t.last_at,
      first_reply_created_at = case when c.first_reply_created_at is not null then t.first_reply_at end,
      agent_last_seen_at = case when c.agent_last_seen_at is not null then least(c.agent_last_seen_at, r.seen_at) end,
      assignee_last_seen_at = case when c.assignee_last_seen_at is not null then least(c.assignee_last_seen_at, r.seen_at) end
    from (
      select conversation_id, max(at) + interval '1 minute' as seen_at
      from jsonb_to_recordset(${rows}::text::jsonb) as r (conversation_id bigint, from_id bigint, at timestamptz)
      group by conversation_id
    ) as r
    cross join lateral (
      select min(created_at) as first_at, max(created_at) as last_at,
        min(created_at) filter (where message_type = 1 and not private) as first_reply_at
      from messages where account_id = ${accountId} and conversation_id = r.conversation_id
    ) as t
    where c.account_id = ${accountId} and c.id = r.conversation_id`;
}
