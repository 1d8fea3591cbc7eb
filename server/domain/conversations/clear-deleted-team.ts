import { systemContext } from "../../platform/context.ts";
import { transaction } from "../../platform/database/transaction.ts";
import type { Subscriber } from "../../platform/events/subscriber.ts";
import { clearTeamJob } from "./jobs.ts";

/** So that nobody waits long for a row. */
const ROWS_PER_TRANSACTION = 200;

/** A team was deleted: its conversations stay, without it (contract, settings §4). */
export const clearDeletedTeam: Subscriber = {
  name: "clear_deleted_team",
  handles: ["record.changed"],
  async consume(events, tx) {
    for (const event of events) {
      if (event.type !== "record.changed" || event.data.record !== "Team" || event.data.action !== "destroy") continue;
      tx.enqueue(clearTeamJob, { account_id: tx.accountId, team_id: event.data.id }, { priority: 10 });
    }
  },
};

/** Batch by batch; what is done stays done when it is interrupted. */
export async function clearTeam(accountId: number, teamId: number): Promise<void> {
  const ctx = systemContext(accountId, "clear_team");
  let cleared: number;
  do {
    cleared = await transaction(ctx, async (tx) => {
      const rows = await tx.sql<{ id: number }[]>`
        update conversations set team_id = null, revision = revision + 1, updated_at = now()
        where account_id = ${accountId} and id in (
          select id from conversations where account_id = ${accountId} and team_id = ${teamId}
          order by id limit ${ROWS_PER_TRANSACTION} for update)
        returning id`;
      for (const { id } of rows)
        tx.emit("conversation.updated", { conversation_id: id, changed: { team_id: [teamId, null] } });
      return rows.length;
    });
  } while (cleared > 0);
}
