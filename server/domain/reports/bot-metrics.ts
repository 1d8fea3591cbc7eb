import { type AccountContext, statements } from "../../platform/context.ts";
import type { Input, Result } from "../../platform/contract/operation.ts";
import { authorize } from "../../policies/authorize.ts";
import { canSeeReports } from "../../policies/reports.ts";
import type { botMetrics as operation } from "./contract.ts";
import { rangeOf } from "./report-range.ts";

/** How conversations of inboxes with a bot went (contract, reports §3). Rates are whole per cent, cut off. */
export async function botMetrics(
  ctx: AccountContext,
  input: Input<typeof operation>,
): Promise<Result<typeof operation>> {
  authorize(canSeeReports(ctx));
  const range = rangeOf(input);
  if (!range) return { conversation_count: 0, message_count: 0, resolution_rate: 0, handoff_rate: 0 };
  const [since, until] = [new Date(range.since).toISOString(), new Date(range.until).toISOString()];
  const [row] = await statements(ctx)<
    { conversations: number; messages: number; resolved: number; handedOff: number }[]
  >`
    with talked as (
      select c.id from conversations c
      where c.account_id = ${ctx.accountId} and c.created_at >= ${since} and c.created_at < ${until}
        and exists (select 1 from agent_bot_inboxes b
          where b.account_id = c.account_id and b.inbox_id = c.inbox_id and b.status = 'active')
    ), ended as (
      select r.conversation_id, r.name from reporting_events r
      where r.account_id = ${ctx.accountId} and r.name in ('conversation_bot_resolved', 'conversation_bot_handoff')
        and r.event_end_time >= ${since} and r.event_end_time < ${until}
    )
    select (select count(*) from talked) as conversations,
      (select count(*) from messages m where m.account_id = ${ctx.accountId} and m.message_type = 1
        and m.created_at >= ${since} and m.created_at < ${until} and m.conversation_id in (select id from talked)) as messages,
      (select count(distinct conversation_id) from ended where name = 'conversation_bot_resolved') as resolved,
      (select count(distinct conversation_id) from ended where name = 'conversation_bot_handoff') as "handedOff"`;
  const all = Number(row?.conversations ?? 0);
  const rate = (count: number | undefined) => (all === 0 ? 0 : Math.trunc((Number(count ?? 0) / all) * 100));
  return {
    conversation_count: all,
    message_count: Number(row?.messages ?? 0),
    resolution_rate: rate(row?.resolved),
    handoff_rate: rate(row?.handedOff),
  };
}
