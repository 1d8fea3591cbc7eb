import { labels } from "#db/schema/conversations.ts";
import { notFound } from "../../platform/app-error.ts";
import type { AccountContext } from "../../platform/context.ts";
import { transaction } from "../../platform/database/transaction.ts";
import { authorize } from "../../policies/authorize.ts";
import { canManageSettings } from "../../policies/settings.ts";
import { noteChange } from "../audit-logs/note-change.ts";
import { serializeLabel, thisLabel } from "./queries.ts";

/** Deletes a label; conversations and contacts keep its title (contract, settings §5). @throws forbidden, not_found */
export async function deleteLabel(ctx: AccountContext, input: { id: number }): Promise<void> {
  await transaction(ctx, async (tx) => {
    authorize(canManageSettings(tx));
    const [row] = await tx.db.delete(labels).where(thisLabel(tx, input.id)).returning();
    if (!row) throw notFound(`label ${input.id}`);
    const { id, ...deleted } = serializeLabel(row);
    noteChange(tx, { record: "Label", id, action: "destroy", changes: deleted });
  });
}
