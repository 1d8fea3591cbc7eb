import { labels } from "#db/schema/conversations.ts";
import type { AccountContext } from "../../platform/context.ts";
import type { Input } from "../../platform/contract/operation.ts";
import { transaction } from "../../platform/database/transaction.ts";
import { authorize } from "../../policies/authorize.ts";
import { canManageSettings } from "../../policies/settings.ts";
import { noteChange } from "../audit-logs/note-change.ts";
import type { Label, createLabel as operation } from "./contract.ts";
import { serializeLabel } from "./queries.ts";
import { withFreeTitle } from "./with-free-title.ts";

/** Creates a label. @throws forbidden; invalid when the title is taken */
export async function createLabel(ctx: AccountContext, input: Input<typeof operation>): Promise<Label> {
  return withFreeTitle(() =>
    transaction(ctx, async (tx) => {
      authorize(canManageSettings(tx));
      const [row] = await tx.db
        .insert(labels)
        .values({
          accountId: tx.accountId,
          title: input.title,
          description: input.description,
          color: input.color,
          showOnSidebar: input.show_on_sidebar ?? undefined,
        })
        .returning();
      if (!row) throw new Error("The label was not inserted");
      const { id, ...created } = serializeLabel(row);
      noteChange(tx, { record: "Label", id, action: "create", changes: created });
      return serializeLabel(row);
    }),
  );
}
