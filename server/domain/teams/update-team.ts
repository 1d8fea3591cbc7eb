import { teams } from "#db/schema/accounts.ts";
import { notFound } from "../../platform/app-error.ts";
import type { AccountContext } from "../../platform/context.ts";
import type { Input } from "../../platform/contract/operation.ts";
import { transaction } from "../../platform/database/transaction.ts";
import { authorize } from "../../policies/authorize.ts";
import { canManageSettings } from "../../policies/settings.ts";
import { changesBetween, noteChange } from "../audit-logs/note-change.ts";
import type { updateTeam as operation, Team } from "./contract.ts";
import { getTeamRow, serializeTeam, thisTeam } from "./queries.ts";
import { withFreeName } from "./with-free-name.ts";

/** Changes what is given. @throws forbidden, not_found; invalid when the name is taken */
export async function updateTeam(ctx: AccountContext, input: Input<typeof operation>): Promise<Team> {
  return withFreeName(() =>
    transaction(ctx, async (tx) => {
      authorize(canManageSettings(tx));
      const [before] = await tx.db.select().from(teams).where(thisTeam(tx, input.team_id)).for("no key update");
      if (!before) throw notFound(`team ${input.team_id}`);
      const [after] = await tx.db
        .update(teams)
        .set({
          name: input.name,
          description: input.description,
          allowAutoAssign: input.allow_auto_assign ?? undefined,
          updatedAt: new Date(),
        })
        .where(thisTeam(tx, before.id))
        .returning();
      if (!after) throw notFound(`team ${before.id}`);
      noteChange(tx, {
        record: "Team",
        id: before.id,
        action: "update",
        changes: changesBetween(before, after, names),
      });
      return serializeTeam(await getTeamRow(tx, before.id));
    }),
  );
}

const names = { name: "name", description: "description", allowAutoAssign: "allow_auto_assign" } as const;
