import type { Fragment, ISql } from "postgres";
import type { Range } from "./report-range.ts";

/** What is counted of each kind of row, by the name of its sums. */
const sources = {
  conversations: ["conversations"],
  messages: ["incoming_messages", "outgoing_messages"],
  events: [
    "conversation_resolved",
    "conversation_bot_resolved",
    "conversation_bot_handoff",
    "first_response",
    "reply_time",
  ],
} as const;

export const factNames: readonly string[] = Object.values(sources).flat();

interface Facts {
  accountId: number;
  /** Of `factNames`. */
  names: readonly string[];
  ranges: Range[];
}

/**
 * Everything that reports count in some ranges of time, a row for each: `metric`, `at`, `conversation_id`, `inbox_id`, `agent_id`,
 * seconds by the clock (`value`) and within business hours (`open`). The agent of a conversation is the one who has it now.
 */
export function factsIn(sql: ISql, { accountId, names, ranges }: Facts): Fragment {
  const [since, until] = [ranges.map((range) => iso(range.since)), ranges.map((range) => iso(range.until))];
  const within = sql`unnest(${since}::text[]::timestamptz[], ${until}::text[]::timestamptz[]) as r (since, until)`;
  const asked = (of: readonly string[]) => of.filter((name) => names.includes(name));
  const types = asked(sources.messages).map((name) => (name === "incoming_messages" ? 0 : 1));
  const events = asked(sources.events);
  const parts: Fragment[] = [];
  // Cut off from what is around them (`offset 0`), so that each range is read by the index of times.
  if (asked(sources.conversations).length > 0)
    parts.push(sql`
      select 'conversations' as metric, x.* from ${within} cross join lateral (
        select created_at as at, id as conversation_id, inbox_id, assignee_id as agent_id, 0::float8 as value, 0::float8 as open
        from conversations where account_id = ${accountId} and created_at >= r.since and created_at < r.until offset 0) x`);
  if (types.length > 0)
    parts.push(sql`
      select x.* from ${within} cross join lateral (
        select case message_type when 0 then 'incoming_messages' else 'outgoing_messages' end as metric, created_at as at,
          conversation_id, inbox_id, case when sender_type = 'User' then sender_id end as agent_id, 0::float8 as value, 0::float8 as open
        from messages
        where account_id = ${accountId} and created_at >= r.since and created_at < r.until and message_type = any(${types}::int[])
        offset 0) x`);
  if (events.length > 0)
    parts.push(sql`
      select x.* from ${within} cross join lateral (
        select name as metric, event_end_time as at, conversation_id, inbox_id, user_id as agent_id, value,
          value_in_business_hours as open
        from reporting_events
        where account_id = ${accountId} and event_end_time >= r.since and event_end_time < r.until and name = any(${events}::text[])
        offset 0) x`);
  const [first, ...others] = parts;
  if (!first) throw new Error(`Nothing is counted by the names ${names.join(", ")}`);
  return others.reduce((all, part) => sql`${all} union all ${part}`, first);
}

const iso = (milliseconds: number): string => new Date(milliseconds).toISOString();
