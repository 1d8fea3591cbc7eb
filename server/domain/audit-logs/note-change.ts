import type { Context } from "../../platform/context.ts";
import type { Tx } from "../../platform/database/transaction.ts";
import type { RecordChange } from "../../platform/events/event-types.ts";

type Change = Pick<RecordChange, "record" | "id" | "action" | "changes">;

/**
 * Says that somebody created, changed or deleted something in the settings. The audit log writes it down, and screens that show
 * such things fetch them again. An update that changed nothing is not worth a word.
 *
 * @param change  `changes` must hold no secrets
 */
export function noteChange(tx: Tx, change: Change): void {
  if (change.action === "update" && Object.keys(change.changes).length === 0) return;
  tx.emit("record.changed", recordChange(tx, change));
}

/** The event's data, for those who write events of several accounts at once. */
export const recordChange = (ctx: Context, change: Change): RecordChange => ({
  ...change,
  request_id: ctx.requestId,
  remote_address: ctx.client?.address ?? null,
});

/**
 * What an update made different, as the audit log has it.
 *
 * @param names  column → name on the wire; columns that are not in it are left out
 * @returns field → [before, after]
 */
export function changesBetween<Row extends object>(
  before: Row,
  after: Row,
  names: { [K in keyof Row]?: string },
): Record<string, [unknown, unknown]> {
  const changed: Record<string, [unknown, unknown]> = {};
  for (const [key, name] of Object.entries(names) as [keyof Row, string][]) {
    if (JSON.stringify(before[key]) !== JSON.stringify(after[key])) changed[name] = [before[key], after[key]];
  }
  return changed;
}
