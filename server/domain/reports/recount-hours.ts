import { systemContext } from "../../platform/context.ts";
import { transaction } from "../../platform/database/transaction.ts";

interface Regrouped {
  accountId: number;
  conversationIds: number[];
  /** All conversations that carry it. */
  labelId: number | null;
}

/**
 * Marks every hour in which something happened in some conversations: the sums by team and label are of those that the
 * conversations have now (contract, reports §2). Until they are summed up again, such hours are counted.
 */
export async function recountHours({ accountId, conversationIds, labelId }: Regrouped): Promise<void> {
  await transaction(systemContext(accountId, "recount_hours"), async (tx) => {
    // Locked first: hours that are summed up meanwhile would else be looked at too early.
    const [state] = await tx.sql<{ doneUntil: string }[]>`
      select done_until as "doneUntil" from report_rollup_states where account_id = ${accountId} for update`;
    if (!state) return;
    await tx.sql`
      with regrouped as (
        select id, created_at from conversations c
        where c.account_id = ${accountId} and (c.id = any(${conversationIds}::bigint[]) or c.labels <> '{}' and c.labels && array(
          select title from labels l where l.account_id = ${accountId} and l.id = ${labelId}::bigint))
      ), moments as (
        select created_at as at from regrouped
        union all
        select m.created_at from regrouped r join messages m on m.account_id = ${accountId} and m.conversation_id = r.id
        union all
        select e.event_end_time from regrouped r
        join reporting_events e on e.account_id = ${accountId} and e.conversation_id = r.id
      ), hours as (
        select distinct date_trunc('hour', at, 'UTC') as hour from moments where at < ${state.doneUntil}
      )
      update report_rollup_states
      set dirty_hours = array(select unnest(dirty_hours) union select hour from hours)
      where account_id = ${accountId} and exists (select from hours)`;
  });
}
