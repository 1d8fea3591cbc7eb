import { teams } from "#db/schema/accounts.ts";
import type { AccountContext } from "../../platform/context.ts";
import type { Input } from "../../platform/contract/operation.ts";
import { transaction } from "../../platform/database/transaction.ts";
import { authorize } from "../../policies/authorize.ts";
import { canManageSettings } from "../../policies/settings.ts";
import { noteChange } from "../audit-logs/note-change.ts";
import type { createTeam as operation, Team } from "./contract.ts";
import { getTeamRow, serializeTeam } from "./queries.ts";
import { withFreeName } from "./with-free-name.ts";

/** Creates a team without members. @throws forbidden; invalid when the name is taken */
export async function createTeam(ctx: AccountContext, input: Input<typeof operation>): Promise<Team> {
  return withFreeName(() =>
    transaction(ctx, async (tx) => {
      authorize(canManageSettings(tx));
      const { name, description } = input;
      const allowAutoAssign = input.allow_auto_assign ?? undefined;
      const [row] = await tx.db
        .insert(teams)
        .values({ accountId: tx.accountId, name, description, allowAutoAssign })
        .returning({ id: teams.id });
      if (!row) throw new Error("The team was not inserted");
      const team = serializeTeam(await getTeamRow(tx, row.id));
      const changes = { name, description: team.description, allow_auto_assign: team.allow_auto_assign };
      noteChange(tx, { record: "Team", id: row.id, action: "create", changes });
      return team;
    }),
  );
}
