import type { Tx } from "../../platform/database/transaction.ts";
import { removeScheduled } from "./delete-scheduled-message.ts";
import type { RecurringRow } from "./queries/load-recurring.ts";
import { loadScheduled } from "./queries/load-scheduled.ts";

/** Takes away what waits of a series; its conversation is locked. */
export async function removePending(tx: Tx, series: Pick<RecurringRow, "id">): Promise<void> {
  const rows = await loadScheduled(tx, (sql) => ({
    where: sql`s.recurring_id = ${series.id} and s.status = 'pending'`,
  }));
  for (const row of rows) await removeScheduled(tx, row);
}
