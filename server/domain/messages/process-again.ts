import { type AccountContext, statements } from "../../platform/context.ts";
import { transaction } from "../../platform/database/transaction.ts";
import { ingestInboxJob } from "./jobs.ts";

/**
 * Applies failed webhook bodies of an inbox once more; what they said before and was applied changes nothing. It is not their first time,
 * so nobody is told once more that they came. The caller has checked that the inbox may be managed.
 *
 * @param ids  which; all failed ones when missing
 * @returns how many wait again
 */
export async function processAgain(ctx: AccountContext, of: { inboxId: number; ids?: number[] }): Promise<number> {
  return transaction(ctx, async (tx) => {
    const rows = await tx.sql`
      update inbound_events set state = 'pending', attempts = 1, error = null, not_before = null, processed_at = null
      where account_id = ${tx.accountId} and inbox_id = ${of.inboxId} and state = 'failed'
        and (${of.ids === undefined} or id = any(${of.ids ?? []}::bigint[]))
      returning 1`;
    if (rows.length > 0) tx.enqueue(ingestInboxJob, { account_id: tx.accountId, inbox_id: of.inboxId });
    return rows.length;
  });
}

/** Raw bodies are kept this long. */
const KEPT_DAYS = 14;

/** Deletes what was kept long enough, in small bites so that nothing waits for it. */
export async function deleteOldInboundEvents(ctx: AccountContext): Promise<void> {
  for (;;) {
    const deleted = await statements(ctx)`
      delete from inbound_events where (account_id, id) in (
        select account_id, id from inbound_events
        where received_at < now() - make_interval(days => ${KEPT_DAYS}) and state <> 'pending'
        limit 1000)
      returning 1`;
    if (deleted.length < 1000) return;
  }
}
