import { systemContext } from "../../platform/context.ts";
import { transaction } from "../../platform/database/transaction.ts";
import type { RecordName } from "../../platform/events/event-types.ts";
import type { Subscriber } from "../../platform/events/subscriber.ts";
import { clearAssigneeJob } from "./jobs.ts";

/** So that nobody waits long for a row. */
const ROWS_PER_TRANSACTION = 200;

/** Where a conversation names what was deleted. */
type AssigneeColumn = "team_id" | "assignee_agent_bot_id";

const columns: Partial<Record<RecordName, AssigneeColumn>> = { Team: "team_id", AgentBot: "assignee_agent_bot_id" };

/** A team or a bot was deleted: its conversations stay, without it (contract, settings §4). */
export const clearDeletedAssignees: Subscriber = {
  name: "clear_deleted_assignees",
  handles: ["record.changed"],
  async consume(events, tx) {
    for (const event of events) {
      if (event.type !== "record.changed" || event.data.action !== "destroy") continue;
      const column = columns[event.data.record];
      if (column)
        tx.enqueue(clearAssigneeJob, { account_id: tx.accountId, column, id: event.data.id }, { priority: 10 });
    }
  },
};

/** Batch by batch; what is done stays done when it is interrupted. */
export async function clearAssignee(of: { account_id: number; column: AssigneeColumn; id: number }): Promise<void> {
  const ctx = systemContext(of.account_id, "clear_assignee");
  let cleared: number;
  do {
    cleared = await transaction(ctx, async (tx) => {
      const column = tx.sql(of.column);
      const rows = await tx.sql<{ id: number }[]>`
        update conversations set ${column} = null, revision = revision + 1, updated_at = now()
        where account_id = ${of.account_id} and id in (
          select id from conversations where account_id = ${of.account_id} and ${column} = ${of.id}
          order by id limit ${ROWS_PER_TRANSACTION} for update)
        returning id`;
      for (const { id } of rows)
        tx.emit("conversation.updated", { conversation_id: id, changed: { [of.column]: [of.id, null] } });
      return rows.length;
    });
  } while (cleared > 0);
}
