import { teams } from "#db/schema/accounts.ts";
import { notFound } from "../../platform/app-error.ts";
import type { AccountContext } from "../../platform/context.ts";
import { transaction } from "../../platform/database/transaction.ts";
import { authorize } from "../../policies/authorize.ts";
import { canManageSettings } from "../../policies/settings.ts";
import { noteChange } from "../audit-logs/note-change.ts";
import { listTeamMemberIds, thisTeam } from "./queries.ts";

/**
 * Deletes a team with its memberships. Its conversations lose it in the background; until then no answer shows it any more.
 *
 * @throws forbidden, not_found
 */
export async function deleteTeam(ctx: AccountContext, input: { team_id: number }): Promise<void> {
  await transaction(ctx, async (tx) => {
    authorize(canManageSettings(tx));
    const members = await listTeamMemberIds(tx, input.team_id);
    const [row] = await tx.db.delete(teams).where(thisTeam(tx, input.team_id)).returning();
    if (!row) throw notFound(`team ${input.team_id}`);
    if (members.length > 0) tx.emit("team_members.changed", { team_id: row.id, user_ids: members });
    noteChange(tx, { record: "Team", id: row.id, action: "destroy", changes: { name: row.name } });
  });
}
